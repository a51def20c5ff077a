/** Where a scenario shows itself. On a terminal the table is drawn over itself; elsewhere each change is a line. */
export interface Screen {
  /** A line that stays. */
  say(text: string): void;
  /** The live part: `lines` on a terminal, `changes` elsewhere. */
  show(lines: readonly string[], changes: readonly string[]): void;
  /** Leaves the last live part standing. */
  settle(): void;
}

export function createScreen(out: NodeJS.WriteStream): Screen {
  let drawn = 0;
  const erase = () => {
    if (drawn > 0) out.write(`\u001b[${drawn}A\u001b[0J`);
    drawn = 0;
  };
  return {
    say: (text) => {
      erase();
      out.write(`${text}\n`);
    },
    show: (lines, changes) => {
      if (!out.isTTY) {
        for (const change of changes) out.write(`${change}\n`);
        return;
      }
      erase();
      const fitting = lines.map((line) => line.slice(0, Math.max(20, out.columns - 1)));
      out.write(`${fitting.join('\n')}\n`);
      drawn = fitting.length;
    },
    settle: () => {
      drawn = 0;
    },
  };
}
