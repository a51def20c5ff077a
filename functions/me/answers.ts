import * as z from 'zod';
import { roles } from '../../shared/access/roles.ts';
import { callerKinds, districts } from '../../shared/kernel/context.ts';
import { Desk } from '../../shared/kernel/desk.ts';
import { AgencyId } from '../../shared/kernel/ids.ts';
import { namedThings } from '../../shared/notifications/groups.ts';
import { LabelView } from './label-routes.ts';

/** How many things of a list are counted: a figure of a list costs one query of this many cards. */
export const MOST_COUNTED = 100;

const Count = z
  .strictObject({ count: z.int().min(0).max(MOST_COUNTED), more: z.boolean() })
  .meta({ id: 'CappedCount', description: `At most ${MOST_COUNTED} are counted; \`more\`: there are, or may be, further ones.` });

/** An agency, a bank or a thing by the id that was asked for. */
export const NamedThing = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['agency', 'bank', ...namedThings]),
    name: z.string().optional().meta({ description: 'Of an agency or a bank; the title of a thing; of an order its bank.' }),
    reference: z.string().optional().meta({ description: 'What people call it on the phone.' }),
    state: z.string().optional().meta({ description: 'How it stands now, by the word that the thing itself has.' }),
  })
  .meta({ id: 'NamedThing', description: 'Ids that the caller may not know, and those that nothing has, are left out alike.' });
export type NamedThing = z.infer<typeof NamedThing>;

/** What Cordon knows of a caller: who it is by its token, what it may do, where its notices lie, what waits for it. */
export const Me = z
  .strictObject({
    agency: z.strictObject({
      id: AgencyId,
      kind: z.enum(callerKinds),
      kindLabel: LabelView,
      registered: z.boolean().meta({ description: 'Whether the agency is in the register of agencies, or of banks.' }),
      name: z.string().optional().meta({ description: 'By its registration; absent while it has none.' }),
      district: z.enum(districts).optional().meta({ description: 'Absent for an agency of the whole city.' }),
      districtName: LabelView.optional(),
    }),
    person: z
      .strictObject({ name: z.string() })
      .optional()
      .meta({ description: 'The person, as the token says. Absent if the token is of a system.' }),
    roles: z
      .array(z.strictObject({ role: z.enum(roles), label: LabelView }))
      .meta({ description: 'Those that Cordon knows; other roles of the token give nothing.' }),
    may: z
      .array(
        z.strictObject({
          action: z.string(),
          on: z.string().meta({ description: 'The kind of thing; `none`: there is no thing yet, or every caller may know it.' }),
          ways: z
            .array(
              z.strictObject({
                relation: z.string(),
                means: LabelView,
                fields: z.string(),
                sees: LabelView,
              }),
            )
            .meta({ description: 'To which things: how the agency must stand to one, and what is shown then.' }),
        }),
      )
      .meta({ description: 'The actions that the caller may do on some thing. The thing itself decides whether on this one.' }),
    desks: z.array(Desk).meta({ description: 'The desks on which the notices for the caller lie (`GET /v1/inbox`).' }),
    figures: z
      .strictObject({
        openEntries: Count.optional().meta({ description: "Open entries on the caller's desks." }),
        approvalsToDecide: Count.optional().meta({
          description: 'Approvals that wait for the caller, and that others asked for.',
        }),
        openConsultations: Count.optional().meta({
          description: 'Consultations in which the agency takes part or is asked to, and that go on.',
        }),
        overdueConsultations: Count.optional().meta({ description: 'Those of them in which something has run out.' }),
        listingsToDecide: Count.optional().meta({
          description: 'Listings that await the decision of a supervisor: suggested, proposed, or with a request for more time.',
        }),
      })
      .meta({ description: 'Only of what the caller may do. Indexes follow within moments, and so do these.' }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;
