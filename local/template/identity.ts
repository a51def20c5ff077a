/** The data behind a resource's `Ref` and `Fn::GetAtt`. */
export interface IdentityInput {
  readonly stack: string;
  readonly logicalId: string;
  /** The physical name: as the template gives it, or made from the stack and the logical id. */
  readonly name: string;
  /** `http://host:port` of the queue engine. */
  readonly queueEndpoint: string;
}

export type Value = (id: IdentityInput) => string;

/** How a resource type shows itself to the rest of the template. */
export interface ResourceIdentity {
  /** The property that carries a name the template chose. */
  readonly nameProperty?: string;
  readonly maxNameLength?: number;
  readonly ref: Value;
  readonly attributes: Readonly<Record<string, Value>>;
}
