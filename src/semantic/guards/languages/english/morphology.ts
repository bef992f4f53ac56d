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
