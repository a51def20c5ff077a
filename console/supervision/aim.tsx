import type { Schemas } from '../api/client.ts';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { money } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { supervisionTexts } from './words.ts';

type AimProps = Pick<Schemas['ListedCase'], 'aim' | 'progress'> & { readonly paidBackFen: number };

/** How far the listing is from its aim: chains broken, people arrested, and beside it the money returned. */
export function Aim({ aim: { chains, arrests, money: sums, reached }, progress, paidBackFen }: AimProps) {
  const t = useText(supervisionTexts);
  const spoken = useLanguage();
  const chain = (isBroken: boolean) => <Tone tone={isBroken ? 'good' : 'plain'}>{t(isBroken ? 'broken' : 'notBroken')}</Tone>;
  return (
    <section className="part" aria-label={t('aim')}>
      <h2>
        {t('aim')} <Tone tone={reached ? 'good' : 'busy'}>{t(reached ? 'aimReached' : 'aimOpen')}</Tone>
      </h2>
      <Terms
        of={[
          [
            t('chains'),
            <Share
              key="chains"
              done={chains.broken}
              of={chains.aim}
              text={t('chainsOf', { done: chains.broken, aim: chains.aim })}
            />,
          ],
          [t('informationChain'), chain(progress.informationChain)],
          [t('moneyChain'), chain(progress.moneyChain)],
          [
            t('arrests'),
            <Share
              key="arrests"
              done={arrests.arrested}
              of={arrests.aim}
              text={t('arrestsOf', { done: arrests.arrested, aim: arrests.aim })}
            />,
          ],
          [
            t('returned'),
            <>
              {t('returnedOf', { done: money(sums.returnedFen, spoken), loss: money(sums.lossFen, spoken) })}{' '}
              {paidBackFen > 0 && <span className="quiet">{t('paidBackOf', { sum: money(paidBackFen, spoken) })}</span>}{' '}
              {sums.overReported && <Tone tone="warn">{t('overReported')}</Tone>}
            </>,
          ],
        ]}
      />
    </section>
  );
}

/** A share as a bar, with its numbers as text. */
function Share({ done, of, text }: { readonly done: number; readonly of: number; readonly text: string }) {
  return (
    <span className="share">
      <meter min={0} max={of} value={done} aria-label={text} /> <span className="number">{text}</span>
    </span>
  );
}
