/** A fault that the person at the terminal can put right. Its message is one line and complete; the program ends with exit code 1. */
export class CityError extends Error {
  override readonly name = 'CityError';
}

/** The message of anything thrown, on one line. */
export function describe(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, ' ').trim();
}

export function isPortInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** One of the two ports of a city is taken: which one, its purpose, and the way out. */
export function portTaken(port: number, wantedBy: 'API' | 'identity server'): CityError {
  return new CityError(
    `Port ${port} is in use; the ${wantedBy} needs it: --port N takes N for the API and N+1 for the identity server, so choose another N`,
  );
}
