import { api } from '../api/client.ts';
import { answerOf } from '../api/problem.ts';

const NAMED = /filename="([^"]+)"/;

/**
 * Saves the sheet of a month as a file, under the name that the API gives. The token goes with the request, so a plain link would not do.
 *
 * @throws ApiProblem if the API refuses or is out of reach
 */
export async function downloadSheet(month: string, edition: number): Promise<void> {
  const { data, response } = await answerOf(
    api.GET('/v1/stats/months/{month}/sheet.csv', {
      params: { path: { month }, query: { edition } },
      parseAs: 'blob',
    }),
  );
  const [, name] = NAMED.exec(response.headers.get('content-disposition') ?? '') ?? [];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(data);
  link.download = name ?? '';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
