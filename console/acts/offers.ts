import type { Act } from './act.ts';

/** What decides whether an act is offered on a thing. */
interface Open {
  /** The actions that are open to this person on the thing. */
  readonly may: ReadonlySet<string>;
  /** The thing's own word for how it stands. */
  readonly state?: string | undefined;
}

/** Whether a person is offered an act: it is open to them, and the thing is in a state that takes it. Without a thing: on some thing. */
export function offers(act: Pick<Act, 'action' | 'states'>, thing: Open): boolean {
  if (!thing.may.has(act.action)) return false;
  return act.states === undefined || thing.state === undefined || act.states.includes(thing.state);
}

/** How a thing stands, by its own word: things call it `state` or `status`. */
export function stateOf(data: unknown): string | undefined {
  return textIn(data, 'state') ?? textIn(data, 'status');
}

export function versionOf(data: unknown): number | undefined {
  const version: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'version') : undefined;
  return typeof version === 'number' ? version : undefined;
}

function textIn(data: unknown, name: string): string | undefined {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}
