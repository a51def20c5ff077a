import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  askAccess,
  declineAccess,
  grantAccess,
  lapseAccess,
  shareFor,
  withdrawAccess,
} from '../../shared/access-requests/decide-access-request.ts';
import { AccessRequests } from '../../shared/access-requests/streams.ts';
import { type ConsultationOpenings, ConsultationOpeningsOf, noteOpening } from '../../shared/consultations/openings.ts';
import { allowedTypes, previewOf } from '../../shared/evidence-files/file-types.ts';
import { announceFile, renewLink, withdrawFile } from '../../shared/evidence-files/hand-in.ts';
import type { EvidenceFile } from '../../shared/evidence-files/model.ts';
import { openFile } from '../../shared/evidence-files/open-file.ts';
import { EvidenceFiles } from '../../shared/evidence-files/streams.ts';
import { advanceFile, askScan, recordScan, takeIn } from '../../shared/evidence-files/take-in.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Decision, Fact } from '../../shared/kernel/decision.ts';
import { HOUR, plus } from '../../shared/kernel/time.ts';
import { caseFacts, caseIdOf, caseWith, haidian, prosecutor } from '../support/case-samples.ts';
import { given } from '../support/given.ts';
import { context, hour, minute } from '../support/samples.ts';

const itemId = caseIdOf('itm', 1);
const known = { caseId: caseIdOf('cas', 1), evidence: { itemId }, piece: undefined };
const input = { name: 'a.txt', sizeBytes: 4, sha256: 'a'.repeat(64), type: 'text/plain' };
const held = { sizeBytes: 4, sha256: 'a'.repeat(64), versionId: 'v', found: 'text/plain' };
const at = (now: string): Context => context({ now, actor: haidian });
const birth = announceFile(input, known, at(minute(1)));
const announced = birth.facts.flatMap((fact) => (fact.type === 'evidence-file.announced' ? [fact] : []));
const [first] = announced;
if (first === undefined) throw new Error('nothing was announced');
const arrived = {
  type: 'evidence-file.arrived',
  data: { at: minute(2), arrival: { versionId: 'v', found: 'text/plain' } },
} as const;

describe('a file', () => {
  test('given it is announced, when the store has it, then it has arrived; the same again changes nothing', () => {
    given(EvidenceFiles, first)
      .when((file) => takeIn(file, held, at(minute(2))))
      .thenFacts({ type: 'evidence-file.arrived', data: { arrival: { versionId: 'v', found: 'text/plain' } } });
    expect(takeIn(given(EvidenceFiles, first, arrived).state, held, at(minute(3))).facts).toEqual([]);
  });

  test('given it arrived, when the scanner answers about another version, then nothing changes', () => {
    const { state } = given(EvidenceFiles, first, arrived);
    expect(recordScan(state, { versionId: 'w', outcome: 'infected' }, at(minute(3))).facts).toEqual([]);
  });

  test('no type that is shown runs a script', () => {
    const shown = new Set(allowedTypes.flatMap((type) => previewOf(type) ?? []));
    expect([...shown].toSorted()).toEqual([
      'application/pdf',
      'image/gif',
      'image/jpeg',
      'image/png',
      'image/webp',
      'text/plain',
    ]);
  });

  test('under any order of words, its facts can be kept, it ends in one state, and Cordon looks itself at most once a link and three times a scan', () => {
    const steps: readonly ((file: EvidenceFile, ctx: Context) => Decision<Fact>)[] = [
      (file, ctx) => takeIn(file, held, ctx),
      (file, ctx) => takeIn(file, undefined, ctx),
      (file, ctx) => takeIn(file, { ...held, found: 'application/pdf' }, ctx),
      askScan,
      (file, ctx) => recordScan(file, { versionId: 'v', outcome: 'clean' }, ctx),
      (file, ctx) => recordScan(file, { versionId: 'v', outcome: 'infected' }, ctx),
      renewLink,
      (file, ctx) => withdrawFile(file, { reason: 'r' }, ctx),
      (file, ctx) => ({ kind: 'acceptance', facts: advanceFile(file, ctx) }),
    ];
    fc.assert(
      fc.property(fc.array(fc.nat(steps.length - 1), { maxLength: 40 }), (walk) => {
        let file = EvidenceFiles.evolve(undefined, first);
        let now = minute(1);
        const counts = { links: 1, rechecks: 0, scans: 0 };
        for (const step of walk) {
          now = plus(now, HOUR);
          const { facts } = steps[step]?.(file, at(now)) ?? { facts: [] };
          for (const fact of facts.filter(({ type }) => type.startsWith('evidence-file.'))) {
            const own = EvidenceFiles.fact.parse(fact);
            file = EvidenceFiles.state.parse(EvidenceFiles.evolve(file, own));
            if (own.type === 'evidence-file.link-renewed') counts.links += 1;
            if (own.type === 'evidence-file.recheck-due') counts.rechecks += 1;
            if (own.type === 'evidence-file.scan-asked') counts.scans += 1;
          }
          const opened = openFile(file, { as: 'original' }, at(now));
          expect(opened.kind).toBe(file.status === 'available' ? 'acceptance' : 'refusal');
        }
        expect(counts.rechecks).toBeLessThanOrEqual(counts.links + 3);
        expect(counts.scans).toBeLessThanOrEqual(counts.rechecks + 1);
      }),
    );
  });
});

describe('a request to see more', () => {
  const fraudCase = caseWith(caseFacts.shared({ parts: ['summary'] }));
  const by = (now: string): Context => context({ now, actor: prosecutor });
  const asked = askAccess({ parts: ['evidence', 'persons'], reason: 'r' }, fraudCase, undefined, by(hour(1)));
  const [ask] = asked.facts;
  if (ask === undefined) throw new Error('nothing was asked');

  test('given it is asked, when a part is granted that was not asked for, then it is refused; one that was is granted once', () => {
    const request = given(AccessRequests, ask);
    expect(
      grantAccess(request.state, { until: hour(9), persons: [], roles: [], parts: ['losses'] }, 'grt', at(hour(2))),
    ).toMatchObject({
      code: 'PARTS_NOT_ASKED',
    });
    expect(shareFor(request.state, { until: hour(9), persons: [], roles: [] })).toMatchObject({
      ...{ agency: prosecutor.agency, parts: ['evidence', 'persons'], purpose: 'r' },
    });
    request
      .when((state) => declineAccess(state, { reason: 'no' }, at(hour(2))))
      .thenFacts({ type: 'access-request.declined', data: { askedBy: prosecutor.agency } });
    const [declined] = declineAccess(request.state, { reason: 'no' }, at(hour(2))).facts;
    if (declined === undefined) throw new Error('it was not declined');
    expect(withdrawAccess(AccessRequests.evolve(request.state, declined), undefined, by(hour(3)))).toMatchObject({
      code: 'ACCESS_REQUEST_STATE_FORBIDS',
    });
  });

  test('given it is asked, when fourteen days have passed, then it lapses once', () => {
    const { state } = given(AccessRequests, ask);
    expect(lapseAccess(state, by(plus(state.lapsesAt, -1)))).toEqual([]);
    const [lapsed] = lapseAccess(state, by(state.lapsesAt));
    if (lapsed === undefined) throw new Error('it did not lapse');
    expect(lapseAccess(AccessRequests.evolve(state, lapsed), by(state.lapsesAt))).toEqual([]);
  });
});

describe('what a party opened in a consultation', () => {
  test('fits one item, however many files its persons open, and each exhibit and person is noted', () => {
    const consultationId = 'cst_01KANXE8G00000000000000001';
    const exhibits = Array.from({ length: 150 }, (_, n) => n + 1);
    let state: ConsultationOpenings | undefined;
    for (let n = 0; n < 600; n += 1) {
      const subject = `${String(n % 60).padStart(8, '0')}-0000-0000-0000-000000000000`;
      const opened = { fileId: `fil_01KANXE8G0${String(n).padStart(16, '0')}`, subject, at: hour(1) };
      for (const fact of noteOpening(state, { consultationId, agency: 'procuratorate-haidian', exhibits }, opened))
        state = ConsultationOpeningsOf.evolve(state, fact);
    }
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(380_000);
    expect(state?.exhibits.map(({ subjects }) => subjects.length)).toEqual(exhibits.map(() => 40));
  });
});
