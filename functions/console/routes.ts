/**
 * The addresses of the console. They answer with files and a page, not with JSON, so they stand in no route table: the API's document does
 * not name them (ADR 0029).
 */
export const consolePaths = ['/', '/console', '/console/{file+}'] as const;
