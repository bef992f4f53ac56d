/**
 * Words of scope, as `class: words`. A text's scope is the set of classes that it names; `all` and `some` and the
 * like are told apart, and words of one class are not.
 */
export const scopeClasses = `
only: only just solely exclusively merely
all: all every each everyone everybody everything entire whole both any_of_all fully completely
some: some several few partial partly partially
none: none nobody
most: most majority mostly
except: except excluding besides exception barring
instead: instead_of
at_most: at_most
at_least: at_least
`;
