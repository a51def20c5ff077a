import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../../api/client.ts';
import { contentOf } from '../../api/problem.ts';
import { InstructionPaper } from '../../papers/instruction-paper.tsx';
import { paperTexts } from '../../papers/words.ts';
import { Answer } from '../../states/answer.tsx';
import { Page } from '../../states/page.tsx';
import { useText } from '../../words/texts.ts';

/** The paper of an instruction of an order (`/orders/:orderId/instructions/:instructionId`). */
export default function PaperPage() {
  const { orderId = '', instructionId = '' } = useParams();
  const t = useText(paperTexts);
  const given = useQuery({
    queryKey: ['instruction', orderId, instructionId],
    queryFn: () =>
      contentOf(api.GET('/v1/orders/{orderId}/instructions/{instructionId}', { params: { path: { orderId, instructionId } } })),
  });
  return (
    <Page title={t('paper')}>
      <Answer of={given}>{(data) => <InstructionPaper given={data} back={`/orders/${orderId}`} />}</Answer>
    </Page>
  );
}
