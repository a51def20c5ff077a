import { describe, expect, test } from 'vitest';
import { BODY, begunDraft, partsOf, readForm } from '../../console/acts/form-parts.ts';
import { withDraftAt } from '../../console/forms/draft.ts';
import { recordContact } from '../../console/generated/acts/warnings.ts';
import { contactAct } from '../../console/warnings/contact-act.ts';

const given = {
  params: { warningId: 'wrn_1' },
  ...{ initial: {}, fixed: { means: 'visit' }, own: new Set(['/outcome', '/checklist']), changesOnly: false },
};
const checklist = { records: true, chats: false, apps: false, transfers: false, protectionOffered: true };

/** The members that the form of an act asks for. */
const asked = (act: typeof recordContact): readonly string[] => {
  const { body } = partsOf(act, given);
  return body?.kind === 'group' ? body.fields.map(({ name }) => name) : [];
};

describe('the form of a contact', () => {
  test('asks for what its outcome needs, and for nothing that only others need', () => {
    expect(asked(contactAct())).toEqual(['outcome', 'note', 'at']);
    expect(asked(contactAct(['checklist']))).toEqual(['outcome', 'note', 'checklist', 'at']);
    expect(asked(contactAct(['checklist', 'paid']))).toEqual(['outcome', 'note', 'checklist', 'paid', 'at']);
  });

  test('has every member of the document in some form', () => {
    const { body } = recordContact;
    const all = Object.keys(body?.schema.properties ?? {}).filter((name) => name !== 'means');
    expect(asked(contactAct(['checklist', 'paid'])).toSorted()).toEqual(all.toSorted());
  });

  test('sends what the chosen outcome asks for alone, with the means that is due; what was typed for another stays behind', () => {
    const begun = begunDraft(partsOf(contactAct(), given), given);
    const typed = [
      ['outcome', 'dissuaded'],
      ['note', '已挂断'],
      ['checklist', checklist],
      ['paid', { lossFen: '100' }],
    ] as const;
    const draft = typed.reduce((before, [name, value]) => withDraftAt(before, `${BODY}/${name}`, value), begun);
    const sent = (act: typeof recordContact) => readForm(act, partsOf(act, given), draft, given);
    expect(sent(contactAct(['checklist']))).toMatchObject({
      filled: { body: { means: 'visit', outcome: 'dissuaded', note: '已挂断', checklist } },
      faults: [],
    });
    expect(sent(contactAct(['checklist'])).filled.body).not.toHaveProperty('paid');
    expect(sent(contactAct(['paid'])).filled.body).toMatchObject({ paid: { lossFen: 10_000 } });
    expect(sent(contactAct()).filled.body).not.toHaveProperty('checklist');
  });

  test('says at its place what the outcome needs and is missing', () => {
    const act = contactAct(['checklist']);
    const parts = partsOf(act, given);
    const draft = withDraftAt(begunDraft(parts, given), `${BODY}/outcome`, 'dissuaded');
    expect(readForm(act, parts, draft, given).faults).toEqual([{ pointer: `${BODY}/checklist`, rule: { kind: 'required' } }]);
  });
});
