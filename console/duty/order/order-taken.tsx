import { ActButton } from '../../acts/act-button.tsx';
import type { ActThing } from '../../acts/thing.ts';
import type { Schemas } from '../../api/client.ts';
import { giveBackOrder, takeOnOrder } from '../../generated/acts/orders.ts';
import { useNames } from '../../states/names.ts';
import { Tone } from '../../states/tone.tsx';
import { moment } from '../../words/format.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { orderTexts } from './words.ts';

interface OrderTakenProps {
  readonly order: ActThing;
  readonly data: Schemas['StopOrder'];
}

/** The officer who sees to the order, so that no two ring the same bank; and the acts by which they say so. */
export function OrderTaken({ order, data: { takenOn } }: OrderTakenProps) {
  const t = useText(orderTexts);
  const language = useLanguage();
  const nameOf = useNames([takenOn?.agency]);
  return (
    <div className="acts">
      <p role="status" className="taken">
        {takenOn !== undefined && (
          <Tone tone="busy">
            {t('takenOn', { name: takenOn.name, agency: nameOf(takenOn.agency), at: moment(takenOn.at, language) })}
          </Tone>
        )}
      </p>
      <ActButton act={takeOnOrder} thing={order} size="small" {...(takenOn !== undefined && { word: t('takeOver') })} />
      <ActButton act={giveBackOrder} thing={order} size="small" offered={takenOn !== undefined} />
    </div>
  );
}
