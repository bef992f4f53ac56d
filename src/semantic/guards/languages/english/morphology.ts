/** Inflected forms that no rule gives, as `base form form ...`, one verb, noun or adjective a line. */
const irregularForms = `
be am is are was were been being
have has had having
do does did done doing
go goes went gone
get gets got gotten getting
make made
take took taken
give gave given
come came
become became
see saw seen
know knew known
think thought
say said
tell told
ask asked
find found
leave left leaves
feel felt
put putting
bring brought
begin began begun beginning
keep kept
hold held
write wrote written
stand stood
hear heard
let letting
mean meant
set setting
meet met
run ran running
pay paid
sit sat sitting
speak spoke spoken
lie lay lain lying
lead led
read
grow grew grown
lose lost
fall fell fallen
send sent
build built
understand understood
draw drew drawn
break broke broken
spend spent
cut cutting
rise rose risen
drive drove driven
buy bought
wear wore worn
choose chose chosen
eat ate eaten
drink drank drunk
sleep slept
sell sold
teach taught
catch caught
fight fought
throw threw thrown
show shown
forget forgot forgotten
freeze froze frozen
steal stole stolen
shake shook shaken
wake woke woken
win won winning
sing sang sung
ring rang rung
swim swam swum swimming
fly flew flown flies
ride rode ridden
hide hid hidden
bite bit bitten
hit hitting
hurt
shut shutting
split splitting
spread
quit quitting
bet betting
cost
deal dealt
dig dug digging
feed fed
lend lent
bend bent
light lit
shoot shot
shrink shrank shrunk
sink sank sunk
stick stuck
strike struck
swear swore sworn
sweep swept
swing swung
tear tore torn
undo undid undone
upset
wind wound
bind bound
bleed bled
blow blew blown
breed bred
burn burnt
learn learnt
spell spelt
spoil spoilt
dream dreamt
smell smelt
hang hung
kneel knelt
lay laid
mistake mistook mistaken
overdraw overdrew overdrawn
withdraw withdrew withdrawn
overcome overcame
rebuild rebuilt
rewrite rewrote rewritten
reset resetting
seek sought
slide slid
spin spun
spit spat
spring sprang sprung
sting stung
weave wove woven
child children kids kid
man men
woman women
person people persons
foot feet
tooth teeth
mouse mice
goose geese
leaf
life lives
wife wives
knife knives
half halves
shelf shelves
loaf loaves
thief thieves
analysis analyses
crisis crises
criterion criteria
datum data
index indices indexes
matrix matrices
vertex vertices
appendix appendices
bacterium bacteria
medium media
fungus fungi
diagnosis diagnoses
good better best
bad worse worst
far farther further farthest furthest
`;

/** Words that look inflected and aren't, or whose inflection changes what they mean. */
const invariant = new Set(
  `this his its is was has does as us gas bus plus thus yes news lens always perhaps focus status virus bonus campus
corpus census canvas atlas bias basis analysis series species means physics mathematics economics politics ethics
statistics athletics gymnastics diabetes arthritis css js aws dns https sms gps ios macos windows kubernetes postgres
pandas numpy redis express bed red need feed seed speed weed shed sled bleed exceed proceed succeed indeed hundred sacred
naked wicked during thing king ring sing wing spring string bring morning evening wedding ceiling nothing something
anything everything sibling pudding building clothing being duckling darling herring earring boeing beijing
wireless unless less bless dress press stress process access address success business address express class glass
grass pass mass boss loss cross gross miss kiss discuss across progress congress princess mattress witness
illness fitness
customs goods savings earnings headquarters jeans pants trousers scissors glasses thanks besides sometimes
paris texas dallas vegas los angeles athens brussels naples cyprus honduras philippines netherlands james charles
thomas chris jones mercedes tennis iris fries christmas sunglasses ms mr mrs
england scotland ireland
`.split(/\s+/),
);

let irregular: Map<string, string> | undefined;

function irregularLemma(word: string): string | undefined {
  if (irregular === undefined) {
    irregular = new Map();
    for (const line of irregularForms.trim().split('\n')) {
      const [base = '', ...forms] = line.split(' ');
      irregular.set(base, base);
      for (const form of forms) irregular.set(form, base);
    }
    // The opposite of "right" and the past of "leave" are told apart by nothing here: the form is kept.
    irregular.delete('left');
    irregular.delete('leaves');
  }
  return irregular.get(word);
}

const vowel = /[aeiouy]/;
const doubled = /([bdgklmnprtv])\1$/;

/** Gives a stem back its final `e` or single consonant as far as spelling tells: `stopp` -> `stop`, `chang` -> `chang`. */
function undouble(stem: string): string {
  return doubled.test(stem) && !/(ll|ss|zz)$/.test(stem) ? stem.slice(0, -1) : stem;
}

/**
 * The word without its inflection: plural, third person, past, progressive. The result is a key for comparing, not
 * always a word: a final silent `e` is dropped (`change`, `changing` -> `chang`). After M. F. Porter, "An algorithm
 * for suffix stripping", Program 14(3), 1980, steps 1a to 1c, with exceptions from lists instead of later steps.
 */
export function lemma(word: string): string {
  const known = irregularLemma(word);
  if (known !== undefined) return dropSilentE(known);
  if (word.length < 4 || invariant.has(word)) return dropSilentE(word);
  let stem = word;
  if (stem.endsWith("'s")) stem = stem.slice(0, -2);
  if (stem.endsWith('ies') && stem.length > 4) return `${stem.slice(0, -3)}i`;
  if (/(sses|shes|ches|xes|zzes|oes)$/.test(stem)) stem = stem.slice(0, -2);
  else if (stem.endsWith('s') && !/(ss|us|is)$/.test(stem)) stem = stem.slice(0, -1);
  if (invariant.has(stem)) return dropSilentE(stem);
  const afterPlural = irregularLemma(stem);
  if (afterPlural !== undefined) return dropSilentE(afterPlural);
  if (stem.endsWith('ied') && stem.length > 4) return `${stem.slice(0, -3)}i`;
  if (stem.endsWith('ing') && stem.length > 5 && vowel.test(stem.slice(0, -3)))
    return dropSilentE(undouble(stem.slice(0, -3)));
  if (stem.endsWith('ed') && stem.length > 4 && vowel.test(stem.slice(0, -2)))
    return dropSilentE(undouble(stem.slice(0, -2)));
  return dropSilentE(stem);
}

function dropSilentE(stem: string): string {
  const last = stem.charCodeAt(stem.length - 1);
  if (last === 101 && stem.length > 3) return stem.slice(0, -1);
  if (last === 121 && stem.length > 3 && !vowel.test(stem.charAt(stem.length - 2)))
    return `${stem.slice(0, -1)}i`;
  return stem;
}

const derivational = new Set(
  `ion ation ition ment al ance ence er or able ible ity ly ness ive y age ure ing ed ist ism ian ful ous ic ical
at ate ify iz ize is ise en th tion ication sion s es e i an ary ery ant ent ability ibility iti antli entli`.split(
    /\s+/,
  ),
);

/**
 * Whether two words are of one family: a common stem of four letters at the least and of more than half of the longer
 * word, with nothing but derivational endings after it (`verify`, `verification`; `deliver`, `delivery`).
 */
export function sameFamily(a: string, b: string): boolean {
  let common = 0;
  const shorter = Math.min(a.length, b.length);
  while (common < shorter && a.charCodeAt(common) === b.charCodeAt(common)) common++;
  if (common < 4 || common * 2 <= Math.max(a.length, b.length) - 2) return false;
  const endingA = a.slice(common);
  const endingB = b.slice(common);
  // "-er" and "-ee" are the two sides of one deal: employer, employee.
  if (/(ee)$/.test(a) !== /(ee)$/.test(b) && /(e[re]|or)$/.test(a) && /(e[re]|or)$/.test(b)) return false;
  if (/less$/.test(a) !== /less$/.test(b)) return false;
  if (common < 5 && endingA !== '' && endingB !== '') return false;
  return (endingA === '' || derivational.has(endingA)) && (endingB === '' || derivational.has(endingB));
}
