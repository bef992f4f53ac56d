export interface RawToken {
  readonly surface: string;
  readonly kind: 'word' | 'number' | 'code' | 'symbol';
  readonly capital: boolean;
}

const pattern = new RegExp(
  [
    '(?:https?://|www\\.)[^\\s,;!?)]+|[\\w.+-]+@[\\w-]+\\.[\\w.]+', // addresses
    '`[^`]+`',
    '(?<![\\w/])--?[a-zA-Z][\\w-]*', // flags
    '(?<!\\w)(?:~|\\.{0,2})/[\\w.@-]*[\\w](?:/[\\w.@-]+)*', // paths
    '[a-zA-Z_][\\w]*(?:(?:\\.|::|->)[a-zA-Z_]\\w*)*\\(\\)?', // calls
    '(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:[.:/-]\\d+)*)', // numbers, dates, times, versions
    "\\p{L}[\\p{L}\\p{M}\\d_]*(?:[.#+&/_][\\p{L}\\d+#]+)*[#+]*(?:'\\p{L}+)?",
    '[$€£¥₹₩%°]',
    '[?!.,;:]',
  ].join('|'),
  'gu',
);

const camel = /\p{Ll}\p{Lu}|_|\(|\.\p{L}|[#+]$|::|->/u;

/** Splits a text into words, numbers, identifiers and signs. Contractions become two tokens: `isn't` is `is` `n't`. */
export function tokenize(text: string): RawToken[] {
  const tokens: RawToken[] = [];
  const shouting = text === text.toUpperCase();
  let sentenceStart = true;
  for (const [found] of text.matchAll(pattern)) {
    const first = found.charAt(0);
    if (/^[?!.,;:]$/.test(found)) {
      sentenceStart = sentenceStart || /[?!.:]/.test(found);
      tokens.push({ surface: found, kind: 'symbol', capital: false });
      continue;
    }
    if (/^[$€£¥₹₩%°]$/.test(found)) {
      tokens.push({ surface: found, kind: 'symbol', capital: false });
      continue;
    }
    if (/^\d/.test(found)) {
      tokens.push({ surface: found, kind: 'number', capital: false });
    } else if (
      /^\p{L}/u.test(first) &&
      !found.includes('(') &&
      !found.includes('://') &&
      !found.includes('@')
    ) {
      const capital =
        !shouting &&
        !sentenceStart &&
        first !== first.toLowerCase() &&
        found !== 'I' &&
        !found.startsWith("I'");
      pushWord(tokens, found, capital);
    } else {
      tokens.push({ surface: found.replace(/`|\(\)?$/g, ''), kind: 'code', capital: false });
    }
    sentenceStart = false;
  }
  return tokens;
}

function pushWord(tokens: RawToken[], found: string, capital: boolean): void {
  const lower = found.toLowerCase();
  const quote = lower.indexOf("'");
  if (quote < 0) {
    if (lower === 'cannot') {
      tokens.push(
        { surface: 'can', kind: 'word', capital: false },
        { surface: 'not', kind: 'word', capital: false },
      );
    } else if (
      /^(?!e-?mail|[a-z]\.[a-z]\.?$).*\p{L}[/]\p{L}/u.test(lower) &&
      !/^(a\/c|n\/a|w\/o|i\/o)$/.test(lower)
    ) {
      for (const part of lower.split('/')) tokens.push({ surface: part, kind: 'word', capital });
    } else {
      // JavaScript, iPhone and McDonald are names as much as identifiers: only the rarer signs make code.
      const code = camel.test(found) && /[_.#+(:>]/.test(found) && !/^([a-z]\.)+[a-z]?$/.test(lower);
      tokens.push({ surface: lower, kind: code ? 'code' : 'word', capital });
    }
    return;
  }
  const base = lower.slice(0, quote);
  const rest = lower.slice(quote);
  if (rest === "'t" && base.endsWith('n')) {
    const verb =
      base === 'can' ? 'can' : base === 'won' ? 'will' : base === 'shan' ? 'shall' : base.slice(0, -1);
    tokens.push(
      { surface: verb, kind: 'word', capital: false },
      { surface: "n't", kind: 'word', capital: false },
    );
  } else {
    tokens.push({ surface: base, kind: 'word', capital }, { surface: rest, kind: 'word', capital: false });
  }
}
