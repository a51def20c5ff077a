import { useNavigate } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { raiseObjection } from '../generated/acts/objections.ts';
import { useMe } from '../states/me.ts';

/** The document takes an order, or else bank and account number. A page knows the order or does not, so its form asks for one of the two. */
const ofAccount = asking(['orderId'], ['bankId', 'accountNumber']);
const ofOrder = asking(['bankId', 'accountNumber'], []);

interface RaiseObjectionProps {
  /** The order that the person objects to; absent: the form asks for the account. */
  readonly orderId?: string;
}

/** Raises an objection for a person (提出异议). A bank does so for its own accounts, and in one way alone. */
export function RaiseObjection({ orderId }: RaiseObjectionProps) {
  const navigate = useNavigate();
  const me = useMe();
  const isBank = me?.agency.kind === 'bank';
  const fixed = {
    ...(isBank && { channel: 'bank' }),
    ...(orderId === undefined ? isBank && { bankId: me.agency.id } : { orderId }),
  };
  return (
    <ActButton
      act={orderId === undefined ? ofAccount : ofOrder}
      fixed={fixed}
      onDone={({ objectionId }) => void navigate(`/objections/${objectionId}`)}
    />
  );
}

/** The act whose form leaves out some members, of which others are required then. */
function asking(leftOut: readonly string[], needed: readonly string[]): typeof raiseObjection {
  const { body } = raiseObjection;
  if (body === undefined) return raiseObjection;
  const { properties = {}, required = [] } = body.schema;
  const asked = Object.fromEntries(Object.entries(properties).filter(([name]) => !leftOut.includes(name)));
  return {
    ...raiseObjection,
    body: { ...body, schema: { ...body.schema, properties: asked, required: [...required, ...needed] } },
  };
}
