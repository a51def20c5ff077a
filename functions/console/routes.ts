/**
 * The addresses of the console. They answer with files and a page, not with JSON, so they stand in no route table: the API's document does
 * not name them (ADR 0029).
 */
export const consolePaths = ['/', '/console', '/console/{file+}'] as const;

/** The address that people write with a slash at its end. API Gateway takes no route for it, so what answers the rest of the API leads on. */
export const consoleMoved = { '/console/': '/console' } as const;
