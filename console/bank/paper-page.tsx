import { useParams } from 'react-router';
import { useThing } from '../acts/thing.ts';
import { InstructionPaper } from '../papers/instruction-paper.tsx';
import { paperTexts } from '../papers/words.ts';
import { Answer } from '../states/answer.tsx';
import { Page } from '../states/page.tsx';
import { useText } from '../words/texts.ts';

/** The paper of what the bank has to do now, or was last asked to do (`/bank/orders/:orderId/paper`). */
export default function PaperPage() {
  const { orderId = '' } = useParams();
  const t = useText(paperTexts);
  const order = useThing('/v1/bank/orders/{orderId}', { orderId }, { shownIn: [] });
  return (
    <Page title={t('paper')}>
      <Answer of={order.query}>{(data) => <InstructionPaper given={data} back={`/bank/orders/${orderId}`} />}</Answer>
    </Page>
  );
}
