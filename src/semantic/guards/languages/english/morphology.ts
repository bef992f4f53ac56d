import { americanSpelling } from './american-spelling.ts';
import { irregularForms } from './irregular-forms.ts';
import { restoreSilentE } from './silent-e.ts';

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
england scotland ireland lightning embed infrared hatred chaos kansas overseas asbestos trans leeds mars wales orleans
whereas nowadays themselves ourselves yourselves thanksgiving
`.split(/\s+/),
);

/** Nouns and adjectives that came of a verb's form and mean something of their own: `banking`, `lasting`, `wired`. */
const keptApart = new Set(
  `accounting banking parking parenting boxing bowling housing packaging lighting engineering marketing nursing
catering plumbing coating conditioning lasting fasting staffing rating landing mining missing willing outing heading
bearing aging seasoning lodging flooring icing stuffing meeting
interested interesting limited related gifted stoned tired united concerned advanced skilled talented`.split(
    /\s+/,
  ),
);

let irregular: ReadonlyMap<string, string> | undefined;

function irregularLemma(word: string): string | undefined {
  if (irregular === undefined) {
    const forms = new Map<string, string>();
    for (const entry of irregularForms.split(',')) {
      const [base = '', ...others] = entry.trim().split(/\s+/);
      forms.set(base, base);
      for (const form of others) forms.set(form, base);
    }
    irregular = forms;
  }
  return irregular.get(word);
}

const kept = (word: string): boolean => invariant.has(word) || keptApart.has(word);

/** Many words come again and again, and their number in one language is small. */
const known = new Map<string, string>();
const MOST_KNOWN = 5_000;

/**
 * The word without its inflection: plural, third person, past, progressive, in American spelling. A silent `e` is given
 * back as far as spelling tells (`planed` -> `plane`, `planned` -> `plan`), so that words that differ by no more than
 * that stay apart. Elsewhere the result may be no word: it is a key for comparing. After M. F. Porter, "An algorithm for
 * suffix stripping", Program 14(3), 1980, steps 1a to 1c, with exceptions from lists instead of later steps.
 */
export function lemma(word: string): string {
  const found = known.get(word);
  if (found !== undefined) return found;
  const result = americanSpelling(withoutInflection(word));
  if (known.size < MOST_KNOWN && word.length < 32) known.set(word, result);
  return result;
}

function withoutInflection(surface: string): string {
  const word = surface.endsWith("'s") ? surface.slice(0, -2) : surface;
  const form = irregularLemma(word);
  if (form !== undefined) return form;
  if (word.length < 4 || kept(word)) return word;
  const singular = withoutPlural(word);
  if (singular !== word) {
    const base = irregularLemma(singular);
    if (base !== undefined) return base;
    if (kept(singular) || singular.length < 4) return singular;
  }
  if (singular.endsWith('ied') && singular.length > 4) return `${singular.slice(0, -3)}y`;
  for (const [ending, shortest] of [
    ['ing', 6],
    ['ed', 5],
  ] as const) {
    const stem = singular.slice(0, -ending.length);
    if (!singular.endsWith(ending) || singular.length < shortest || !vowel.test(stem)) continue;
    if (ending === 'ed' && stem.endsWith('e')) return `${stem}e`;
    const base = undouble(stem);
    return base === stem && irregularLemma(base) !== base ? restoreSilentE(stem) : base;
  }
  return singular;
}

function withoutPlural(word: string): string {
  if (!word.endsWith('s') || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  const withoutEs = word.slice(0, -2);
  if (/(sses|shes|ches|xes|zzes|oes|[lr]tzes)$/.test(word)) return withoutEs;
  return word.endsWith('es') && invariant.has(withoutEs) ? withoutEs : word.slice(0, -1);
}

const vowel = /[aeiouy]/;

/** One consonant for two, where a short vowel doubled it: `stopp` -> `stop`, `controll` -> `control`, but `call`, `miss`. */
function undouble(stem: string): string {
  if (!/([bdgklmnprtv])\1$/.test(stem)) return stem;
  if (stem.endsWith('ll')) {
    const several = /[aeiouy][^aeiouy]+[aeiou]ll$/.test(stem) || /[aeiou]{2}ll$/.test(stem);
    const one = stem.slice(0, -1);
    return several && (!/(all|ill|roll|sell|spell|tell|well)$/.test(stem) || endInOneL.has(one)) ? one : stem;
  }
  return stem.slice(0, -1);
}

const endInOneL = new Set(
  'signal total medal equal pedal marshal rival initial fulfil pencil stencil control patrol'.split(' '),
);

const derivational = new Set(
  `ion ation ition ment al ance ence er or able ible ity ly ness ive y age ure ing ed ist ism ian ful ous ic ical
at ate ify iz ize is ise en th tion ication sion s es e i an ary ery ant ent ability ibility le ility ement iti antli entli`.split(
    /\s+/,
  ),
);

/** Words that begin alike and have nothing to do with one another any more: a family is one line. */
const strangers = `secret secretary,organ organic organize organization organism,intern internal international,party part,
depart department,apart apartment,author authority,university universal universe universally,story store,factor factory,
direct directory,custom customer customs,country county count counter,art artist,market marketing,hospital hospitality,
engine engineer engineering,person personnel,human humanity,state station statement,general generate generation,
import importance important,temper temperature,minute minor,major majority,minor minority,station stationery stationary,
public publication publish,community communication communicate communism,commun common,election electric,
contract contractor contraction,cover covert,comment commentary,process processor,intense intend,prime primary,
mean meaning means,relate relative relation,even event,ever every,numb number,play player,patient patience,
present presence presentation,serve server,sever several severe,short shortage,similar simulate,struct structure,
capital capitalism,social socialist society socialism,commerce commercial,account accountant accounting,
terminal terminate termination,resident residence residential,president presidential,active activity,
vital vitality,mort mortal mortgage,form former formal,real reality realize,fact faction,
legal legacy,popular population,complement compliment,principal principle,desert dessert,personal personality,
medical medicate,moral morale,local locale,human humane,artist artiste,plan plane,past paste,cast caste,suit suite,
envelop envelope,cloth clothe,good goods,custom customs,glass glasses,new news,lens lense,
except exceptional,sign signal signature,design designate,resign resignation_,provide province,
exchange exchequer,ration rational,nation native,pension pensive,permit permission_,coffee coffin,
interest interested interesting,last lasting,bank banking,park parking,box boxing,parent parenting,
bowl bowling,house housing,package packaging,light lighting,plumb plumbing,coat coating,condition conditioning,
fast fasting,staff staffing,rate rating,land landing,miss missing,will willing,head heading,bear bearing,season seasoning,
cloth clothing,floor flooring,limit limited,gift gifted,
stone stoned,unit united,advance advanced`;

let strangerLines: ReadonlyMap<string, ReadonlySet<number>> | undefined;

/** Whether a line of strangers names both. */
function areStrangers(a: string, b: string): boolean {
  if (strangerLines === undefined) {
    const lines = new Map<string, Set<number>>();
    for (const [index, line] of strangers.split(',').entries()) {
      for (const word of line.trim().split(/\s+/)) lines.set(word, (lines.get(word) ?? new Set()).add(index));
    }
    strangerLines = lines;
  }
  const linesOfB = strangerLines.get(lemma(b));
  if (linesOfB === undefined) return false;
  for (const line of strangerLines.get(lemma(a)) ?? []) if (linesOfB.has(line)) return true;
  return false;
}

const inflections = new Set(['e', 's', 'es', 'ed', 'd', 'i']);

/**
 * Whether two words are of one family: a common stem of four letters at the least and of more than half of the longer
 * word, with nothing but derivational endings after it (`verify`, `verification`; `deliver`, `delivery`).
 */
export function sameFamily(a: string, b: string): boolean {
  let common = 0;
  if (a.charCodeAt(0) !== b.charCodeAt(0)) return false;
  const shorter = Math.min(a.length, b.length);
  while (common < shorter && a.charCodeAt(common) === b.charCodeAt(common)) common++;
  const longer = a.length > b.length ? a : b;
  const length = longer.endsWith('ification') ? longer.length - 'icat'.length : longer.length;
  if (common < 4 || common * 2 <= length - 2) return false;
  const endingA = a.slice(common);
  const endingB = b.slice(common);
  // "-er" and "-ee" are the two sides of one deal: employer, employee.
  if (/(ee)$/.test(a) !== /(ee)$/.test(b) && /(e[re]|or)$/.test(a) && /(e[re]|or)$/.test(b)) return false;
  if (/less$/.test(a) !== /less$/.test(b)) return false;
  if (common < 5 && endingA !== '' && endingB !== '') return false;
  if (lemma(a) === lemma(b)) return true;
  // What inflection alone makes of a word has the same lemma; what is left is another word: "plan", "plane".
  if (endingA === '' && inflections.has(endingB)) return false;
  if (endingB === '' && inflections.has(endingA)) return false;
  if (areStrangers(a, b)) return false;
  return (endingA === '' || derivational.has(endingA)) && (endingB === '' || derivational.has(endingB));
}
