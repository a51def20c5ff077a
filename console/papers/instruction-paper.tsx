import './papers.css';
import { Button } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../api/client.ts';
import { cityNow } from '../states/city-clock.ts';
import { useNames } from '../states/names.ts';
import { Terms } from '../states/terms.tsx';
import { exactly, money } from '../words/format.ts';
import { useLabels } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { onPaper, paperTexts } from './words.ts';

type Instruction = Schemas['OrderInstruction'];

/** An instruction as its bank reads it, or as the police do, who know more of it. */
type Given = Omit<Instruction, 'bankId' | 'alertId' | 'approval' | 'orderId'> &
  Partial<Pick<Instruction, 'bankId' | 'alertId' | 'approval'>> & { readonly orderId: string };

/** So many transfers have room on the page. */
const MOST_TRANSFERS = 6;
const MOST_PAPERS = 6;

const at = (instant: string | undefined): string | undefined => (instant === undefined ? undefined : exactly(instant, 'zh'));

/** Gives the Chinese words of the API, whatever the language of the page is. */
function useChinese(): (enumeration: string, value: string) => string {
  const labels = useLabels();
  return (enumeration, value) => labels?.[enumeration]?.[value]?.zh ?? value;
}

interface InstructionPaperProps {
  readonly given: Given;
  /** The page of the order. */
  readonly back: string;
}

/** The paper of an instruction (指令单): one page of A4 in Chinese, as the bank was given it, and the button that prints it. */
export function InstructionPaper({ given, back }: InstructionPaperProps) {
  const t = useText(paperTexts);
  return (
    <>
      <div className="acts">
        <Button type="primary" onClick={() => print()}>
          {t('print')}
        </Button>
        <Link to={back}>{t('back')}</Link>
        <span className="quiet">{t('means')}</span>
      </div>
      <Sheet given={given} />
    </>
  );
}

function Sheet({ given }: { readonly given: Given }) {
  const words = useChinese();
  const { authority, bankId, alertId, instruction, instructionId, orderId } = given;
  const nameOf = useNames([authority.agency, bankId, alertId]);
  const agency = nameOf(authority.agency);
  return (
    <article className="paper" lang="zh-CN">
      <h2>
        {agency}
        <br />
        {words('instruction', instruction)}
        {onPaper.title}
      </h2>
      <Part
        title={onPaper.numbers}
        of={[
          [onPaper.instructionId, instructionId],
          [onPaper.orderId, orderId],
          [onPaper.requestId, authority.requestId],
          [onPaper.alarm, alertId && nameOf(alertId)],
          [onPaper.bank, bankId && nameOf(bankId)],
          [onPaper.agency, `${agency}${onPaper.comma}${words('district', authority.district)}`],
        ]}
      />
      <Ground given={given} words={words} />
      <Account given={given} words={words} />
      <Part
        title={onPaper.times}
        of={[
          [onPaper.issued, at(given.issuedAt)],
          [onPaper.due, at(given.dueAt)],
          [onPaper.received, at(given.receivedAt)],
          [onPaper.answered, at(given.answeredAt)],
          [onPaper.result, given.code && `${given.code} ${words('resultCode', given.code)}`],
        ]}
      />
      <People given={given} words={words} />
      <p className="sign">
        <span>{onPaper.receipt}</span>
        <span>{onPaper.date}</span>
      </p>
      <p className="note">
        {onPaper.note}
        {` ${onPaper.printed} ${exactly(cityNow(), 'zh')}`}
      </p>
    </article>
  );
}

type PartProps = Parameters<typeof Terms>[0] & { readonly title: string };

function Part({ title, of }: PartProps) {
  return (
    <section>
      <h3>{title}</h3>
      <Terms of={of} />
    </section>
  );
}

interface RestProps {
  readonly of: string;
  readonly all: number;
  readonly shown: number;
}

/** How many more there are than have room. */
function Rest({ of, all, shown }: RestProps) {
  return all > shown && <div>{`${of}${all - shown}`}</div>;
}

interface OfInstruction {
  readonly given: Given;
  readonly words: ReturnType<typeof useChinese>;
}

function Ground({ given: { instruction, authority, documents }, words }: OfInstruction) {
  const shown = documents.slice(0, MOST_PAPERS);
  return (
    <Part
      title={onPaper.ground}
      of={[
        [onPaper.basis, words('legalBasis', instruction)],
        [onPaper.reason, authority.reason],
        [onPaper.case, authority.caseNumber],
        [onPaper.decision, authority.decisionNumber],
        [
          onPaper.papers,
          shown.length > 0 && (
            <>
              {shown.map(({ kind, number, issuedAt }) => (
                <div key={`${kind} ${number} ${issuedAt}`}>
                  {words('documentKind', kind)} {number} {onPaper.issuedOn} {at(issuedAt)}
                </div>
              ))}
              <Rest of={onPaper.morePapers} all={documents.length} shown={shown.length} />
            </>
          ),
        ],
      ]}
    />
  );
}

function Account({ given, words }: OfInstruction) {
  const { accountName, accountNumber, accountKind, target, scope, amountFen, termMonths, necessity, transfers } = given;
  const marks = target && [target.bankSerial, target.orderNumber, target.posSerial].filter((mark) => mark !== undefined);
  const shown = transfers.slice(0, MOST_TRANSFERS);
  return (
    <Part
      title={onPaper.account}
      of={[
        [onPaper.holder, accountName],
        [onPaper.number, accountNumber],
        [onPaper.kind, accountKind && words('accountKind', accountKind)],
        [onPaper.target, marks?.join(' ')],
        [onPaper.scope, scope && words('stopScope', scope)],
        [onPaper.sum, amountFen === undefined ? scope === 'account' && onPaper.whole : money(amountFen, 'zh')],
        [onPaper.months, termMonths && `${termMonths} ${onPaper.monthsOf}`],
        [onPaper.necessity, necessity],
        [
          onPaper.transfers,
          <>
            {shown.map((one) => (
              <div key={`${one.at} ${one.amountFen} ${one.serial}`}>
                {at(one.at)} {one.amountFen === undefined ? one.currency : money(one.amountFen, 'zh')}{' '}
                {one.serial !== undefined && `${onPaper.serial} ${one.serial}`}
              </div>
            ))}
            <Rest of={onPaper.more} all={transfers.length} shown={shown.length} />
          </>,
        ],
      ]}
    />
  );
}

/** Who signed the instruction, who approved it, and who answers the bank's questions. */
function People({ given: { authority, approval }, words }: OfInstruction) {
  const { officers, contact } = authority;
  return (
    <Part
      title={onPaper.people}
      of={[
        [
          onPaper.officers,
          officers.map(({ name, badge, phone }) => (
            <div key={badge}>
              {name} {onPaper.badge} {badge} {phone}
            </div>
          )),
        ],
        [
          onPaper.approver,
          approval &&
            [
              `${approval.name}${onPaper.comma}${words('approvalLevel', approval.level)}${onPaper.comma}${at(approval.approvedAt)}`,
              ...(approval.legalReview ? [onPaper.review] : []),
            ].join(onPaper.comma),
        ],
        [onPaper.contact, contact && `${contact.name} ${contact.dutyPhone}`],
      ]}
    />
  );
}
