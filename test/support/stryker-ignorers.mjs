/**
 * Code that is not worth a mutant.
 *
 * The text of an Error that is thrown where states contradict each other: it is for the log of a broken program. The mutants of the
 * condition and of the statement around it still try that it is thrown.
 */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'broken-state',
    value: {
      shouldIgnore({ node }) {
        const { name } = node.callee ?? {};
        const isError = node.type === 'NewExpression' && name === 'Error';
        return isError ? 'The text of an Error of a broken program.' : undefined;
      },
    },
  },
];
