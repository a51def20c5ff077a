import * as z from 'zod';
// imported by this name, so that a bundle may have the words packed (infra/bundling.ts)
import { meaningOf, type RefusalCode, refusalCodes } from '#refusals';

/** One broken rule of the input: where (a JSON pointer into the part named) and what the rule is. Never the value. */
const FieldError = z.object({ in: z.enum(['body', 'query', 'header', 'path']), path: z.string(), rule: z.string() });
export type FieldError = Readonly<z.infer<typeof FieldError>>;

/** The body of a problem (RFC 9457). Besides these it holds the details of the code: counts, versions, states. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(refusalCodes),
  correlationId: z.string(),
  errors: z.array(FieldError).optional(),
});
type Problem = z.infer<typeof Problem>;

/**
 * The problem that tells of a refusal.
 *
 * @param detail what a caller may see beyond the code: counts, versions, states
 * @param language `Accept-Language`, as it came in
 */
export function problemBody(
  code: RefusalCode,
  detail: Readonly<Record<string, unknown>>,
  correlationId: string,
  language: string | undefined,
): Problem {
  const { status, [languageOf(language)]: title } = meaningOf(code);
  return { ...detail, type: `urn:cordon:problem:${code.toLowerCase().replaceAll('_', '-')}`, title, status, code, correlationId };
}

/**
 * The language of a problem's title: Chinese if it stands before English in the caller's languages.
 *
 * @param language `Accept-Language`, as it came in
 */
export function languageOf(language: string | undefined): 'zh' | 'en' {
  const wanted = (language ?? '')
    .split(',')
    .map((part, place) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = Number(
        parameters
          .find((parameter) => parameter.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? '1',
      );
      return { tag: tag.trim(), weight: Number.isNaN(weight) ? 0 : weight, place };
    })
    .filter(({ tag, weight }) => weight > 0 && /^(?:zh|en)(?:-|$)/.test(tag))
    .toSorted((a, b) => b.weight - a.weight || a.place - b.place);
  return wanted[0]?.tag.startsWith('zh') === true ? 'zh' : 'en';
}
