import { accessPolicy } from '../../shared/access/policy.ts';
import type { AccessRow, FieldSet, Relation } from '../../shared/access/rows.ts';

const relations: Readonly<Record<Relation, string>> = {
  any: 'any',
  city: 'an agency of the whole city',
  'own-district': "the thing is of the agency's district",
  'reading-district': "the thing was of the agency's district before it was handed over, or its alarm is now",
  'own-agency': 'the agency raised it, or answers for it',
  'addressed-bank': 'the order is to this bank',
  granted: 'the thing is shared with the agency, person or role, and the share is in force',
  desk: 'it lies on a desk that the caller sits at',
  self: 'the thing is the agency itself',
  'aimed-at': 'the measure is on the agency',
  party: 'the agency takes part in it',
  deputy: 'the agency that answers for it has named this one to act in its place',
  supervises: "the procuratorate of the agency's district was asked to look at it, or any, for an agency of the city",
  invited: 'the agency was asked to take part, and has not accepted',
};

const fieldSets: Readonly<Record<FieldSet, string>> = {
  full: 'everything',
  bank: 'what a bank needs to execute',
  contact: 'name and duty phone',
  name: 'the name',
  granted: 'the parts shared',
  figures: 'counts and sums',
  'own-figures': 'its own counts and sums, and those of the city in all',
  lead: 'what is needed to work on a lead',
  invitation: 'what it is asked to take part in',
  person: 'what the person who objects is entitled to',
};

const head = `# Who may do what

Drawn from \`shared/access/policy.ts\` by \`npm run docs\`; a test fails when the two differ. Every operation of the API names one of these actions; only the rows here allow anything. The first row that fits decides what is shown.

- A caller is known by its token: agency, kind of agency, district (agencies of the whole city have none), roles.
- A thing that the caller may not see does not exist for it: 404. A 403 is only given for a thing that it may see.
- A bank sees the orders to itself, but nothing about the victim, the alert or any other bank. An order that it was never asked to act on (turned down at the stop limit, or still in line) is a 404 for it, too.
- Police of any district may take an alarm for another: they act first and hand over. As the agency that raised it they still work on it. The police of a district that handed it over still read it, and read what is joined to it.
- An agency sees the parts of a shared case that grants in force name, and nothing once they have ended. Cordon records each look by an agency that does not answer for the case before it answers.
- Every caller with a token may see which banks can be reached and which figures the product acts on. Regulators see counts and sums only.

| action | on | kind of agency | any of the roles | relation | sees |
|---|---|---|---|---|---|
`;

/** The content of `docs/access.md`: the access policy as a table. */
export function accessDoc(): string {
  const rows = Object.entries(accessPolicy).flatMap(([action, { on, rows: allowed }]) =>
    allowed.map((row: AccessRow, i) =>
      [
        i === 0 ? `\`${action}\`` : '',
        i === 0 ? on : '',
        row.agencyKind,
        row.roles.join(', '),
        relations[row.relation],
        fieldSets[row.fields],
      ].join(' | '),
    ),
  );
  return `${head}${rows.map((row) => `| ${row} |`).join('\n')}\n`;
}
