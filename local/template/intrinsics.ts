import { Buffer } from 'node:buffer';
import * as z from 'zod';
import { CityError } from '../city-error.ts';
import { describeIssues } from './assembly.ts';

/** Stands for `AWS::NoValue`: the property that holds it does not exist. */
export const noValue = Symbol('AWS::NoValue');

/** The questions of the intrinsic functions about their stack. */
interface Surroundings {
  ref(name: string, where: string): unknown;
  getAtt(logicalId: string, attribute: string, where: string): unknown;
  condition(name: string, where: string): boolean;
  importValue(name: string, where: string): unknown;
  mapping(map: string, first: string, second: string): unknown;
  resolve(value: unknown, where: string): unknown;
}

/** Evaluates one intrinsic function, by its name and its argument. */
export type Intrinsics = (name: string, argument: unknown, where: string) => unknown;

/** `Condition` is an intrinsic only inside conditions; there it has a string argument, which `createIntrinsics` checks. */
export function isIntrinsicName(key: string): boolean {
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');
}

const Text = z.string();
const Truth = z.boolean();
const Pair = z.tuple([z.unknown(), z.unknown()]);
const Triple = z.tuple([z.unknown(), z.unknown(), z.unknown()]);
const Many = z.array(z.unknown());
const Index = z.coerce.number().int().min(0);
const Scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Substitution = z.union([
  z.string().transform((text): [string, Record<string, unknown>] => [text, {}]),
  z.tuple([z.string(), z.record(z.string(), z.unknown())]),
]);

/** The functions of CloudFormation which the local city knows; any other is an error that names it. */
export function createIntrinsics(around: Surroundings): Intrinsics {
  const known: Readonly<Record<string, (argument: unknown, where: string) => unknown>> = {
    Ref: (argument, where) => around.ref(read(Text, argument, where), where),
    Condition: (argument, where) =>
      typeof argument === 'string' ? around.condition(argument, where) : { Condition: around.resolve(argument, where) },
    'Fn::GetAtt': (argument, where) => {
      const [logicalId, attribute] = typeof argument === 'string' ? splitOnce(argument) : read(Pair, argument, where);
      return around.getAtt(read(Text, logicalId, where), read(Text, around.resolve(attribute, where), where), where);
    },
    'Fn::Sub': (argument, where) => substitute(around, argument, where),
    'Fn::Join': (argument, where) => {
      const [separator, parts] = read(Pair, argument, where);
      return list(around, parts, where)
        .map((part) => read(Scalar, part, where))
        .join(read(Text, separator, where));
    },
    'Fn::Select': (argument, where) => {
      const [index, from] = read(Pair, argument, where);
      const at = read(Index, around.resolve(index, where), where);
      const values = list(around, from, where);
      if (at >= values.length) throw new CityError(`${where}: Fn::Select asks for entry ${at} of ${values.length}`);
      return values[at];
    },
    'Fn::Split': (argument, where) => {
      const [separator, text] = read(Pair, argument, where);
      return read(Text, around.resolve(text, where), where).split(read(Text, separator, where));
    },
    'Fn::If': (argument, where) => {
      const [condition, yes, no] = read(Triple, argument, where);
      return around.resolve(around.condition(read(Text, condition, where), where) ? yes : no, where);
    },
    'Fn::Equals': (argument, where) => {
      const [left, right] = read(Pair, argument, where);
      return read(Scalar, around.resolve(left, where), where) === read(Scalar, around.resolve(right, where), where);
    },
    'Fn::And': (argument, where) => list(around, argument, where).every((entry) => read(Truth, entry, where)),
    'Fn::Or': (argument, where) => list(around, argument, where).some((entry) => read(Truth, entry, where)),
    'Fn::Not': (argument, where) => !read(Truth, list(around, argument, where)[0], where),
    'Fn::ImportValue': (argument, where) => around.importValue(read(Text, around.resolve(argument, where), where), where),
    'Fn::FindInMap': (argument, where) => {
      const [map, first, second] = read(Triple, argument, where).map((part) => read(Text, around.resolve(part, where), where));
      const value = map && first && second ? around.mapping(map, first, second) : undefined;
      if (value === undefined) throw new CityError(`${where}: Fn::FindInMap finds nothing at ${map}.${first}.${second}`);
      return value;
    },
    'Fn::Base64': (argument, where) => Buffer.from(read(Text, around.resolve(argument, where), where)).toString('base64'),
  };
  return (name, argument, where) => {
    const evaluate = known[name];
    if (!evaluate) throw new CityError(`${where}: the local city does not know the intrinsic function ${name}`);
    return evaluate(argument, where);
  };
}

function list(around: Surroundings, value: unknown, where: string): unknown[] {
  return read(Many, around.resolve(value, where), where);
}

/** `${Name}`, `${Name.Attribute}` and `${Variable}`; `${!Literal}` stays as `${Literal}`. */
function substitute(around: Surroundings, argument: unknown, where: string): string {
  const [text, variables] = read(Substitution, argument, where);
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const variable = variables[name];
    if (variable !== undefined) return read(Scalar, around.resolve(variable, where), where);
    const [logicalId, attribute] = splitOnce(name);
    return read(Scalar, attribute ? around.getAtt(logicalId, attribute, where) : around.ref(name, where), where);
  });
}

function splitOnce(text: string): [string, string] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
}

function read<T extends z.ZodType>(schema: T, value: unknown, where: string): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new CityError(`${where}: ${describeIssues(parsed.error)}`);
  return parsed.data;
}
