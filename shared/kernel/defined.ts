/** The members whose value may be undefined, as members that may be absent. */
type Defined<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same members without those that are undefined: what is not said is absent in what is stored and answered. */
export function defined<const T extends object>(members: T): Defined<T> {
  // a list of entries has lost its type
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}
