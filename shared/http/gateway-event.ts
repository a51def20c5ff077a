import * as z from 'zod';

const Texts = z.record(z.string(), z.string().optional());

/** The parts of API Gateway's event (HTTP API, payload 2.0) that the kit reads. Header names are lower-case. */
export const GatewayEvent = z.object({
  /** `POST /v1/alerts`, or `$default` if no route fits. */
  routeKey: z.string(),
  /** The path in the request, if no route fits. */
  rawPath: z.string().default(''),
  headers: Texts.default({}),
  pathParameters: Texts.optional(),
  queryStringParameters: Texts.optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z
    .object({
      http: z.object({ method: z.string() }).optional(),
      authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }).optional(),
    })
    .default({}),
});
export type GatewayEvent = z.infer<typeof GatewayEvent>;

/** The answer to API Gateway. */
export interface GatewayAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the body is bytes, written in Base64. */
  readonly isBase64Encoded?: boolean;
}

/**
 * The answer to a HEAD: that of the GET, with the length of its body in place of it (RFC 9110, 9.3.2). It must say the length: the gateway
 * would count the missing bytes, and would hand on a body.
 */
export function withoutBody<Answer extends GatewayAnswer>(answer: Answer): Answer {
  const { headers, body, isBase64Encoded = false } = answer;
  // An answer that has none for a GET either, such as a 304, says nothing of its length.
  if (body === '') return answer;
  const length = String(Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8'));
  return { ...answer, headers: { ...headers, 'content-length': length }, body: '', isBase64Encoded: false };
}
