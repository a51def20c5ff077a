/** A JSON value as YAML in block style. Texts that could be read as something else are quoted as JSON, which YAML reads as well. */
export function toYaml(value: unknown): string {
  return `${lines(value).join('\n')}\n`;
}

function lines(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.length === 0 ? ['[]'] : value.flatMap((item) => nested('-', item, true));
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return entries.length === 0 ? ['{}'] : entries.flatMap(([key, item]) => nested(`${scalar(key)}:`, item, false));
  }
  return [scalar(value)];
}

function nested(head: string, value: unknown, inline: boolean): readonly string[] {
  const [first = '', ...rest] = lines(value);
  const block = value !== null && typeof value === 'object' && !/^(?:\[\]|\{\})$/.test(first);
  if (!block || inline) return [`${head} ${first}`, ...rest.map((line) => `  ${line}`)];
  return [head, ...[first, ...rest].map((line) => `  ${line}`)];
}

function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const plain =
    /^[A-Za-z/][A-Za-z0-9 /_.{}()$-]*$/.test(value) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value) &&
    !value.endsWith(' ');
  return plain ? value : JSON.stringify(value);
}
