/** Words that turn a statement round. */
export const negators = `not no never none nobody nothing neither nor nowhere cannot without n't dont doesnt didnt isnt arent wasnt werent
wont wouldnt cant couldnt shouldnt havent hasnt hadnt aint mustnt neednt hardly barely scarcely non`;

/** Words with a negation in them: "fails to include" is "does not include". */
export const implicitNegators = `fail lack stop avoid refuse deny prevent forbid prohibit exclude except omit miss cease
unable impossible zero neglect quit skip forbidden banned disable ignore free_from devoid absent`;

/** Words that say that something went wrong; they may stand for a negation ("was declined", "did not go through"). */
export const troubleWords = `problem issue trouble error wrong fail failure broken break stuck declin reject decline deny denied refuse stop missing
lost lose pending wait stall crash block unable difficulty difficult hard incorrect bad damage fault faulty freeze frozen empty dead blank bug`;

/** Prefixes that negate the word they stand before. */
export const negativePrefixes = [
  'un',
  'in',
  'im',
  'ir',
  'il',
  'dis',
  'non',
  'de',
  'mis',
  'anti',
  'a',
] as const;
