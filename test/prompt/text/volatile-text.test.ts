import { describe, expect, it } from 'vitest';
import { volatileText } from '../../../src/prompt/text/volatile-text.ts';

const moment = new Date(Date.UTC(2026, 10, 24, 23, 50, 7));
const locales = [
  ...['en-US', 'en-GB', 'en-IN', 'de-DE', 'de-CH', 'fr-FR', 'fr-CA', 'es-ES', 'it-IT', 'pt-BR', 'pt-PT'],
  ...['nl-NL', 'sv-SE', 'nb-NO', 'da-DK', 'ja-JP', 'zh-CN', 'ko-KR'],
];

describe('volatileText', () => {
  it.each(locales)('finds a date as %s writes it, in every style', (locale) => {
    for (const dateStyle of ['short', 'medium', 'long', 'full'] as const) {
      const date = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(moment);
      expect([date, volatileText(`Today: ${date}. Be kind.`).map(({ kind }) => kind)]).toEqual([
        date,
        ['date'],
      ]);
    }
  });

  it.each([
    ['11/24/2026', 'date'],
    ['November 24, 2026', 'date'],
    ['Nov 24th, 2026', 'date'],
    ['24 November 2026', 'date'],
    ['24.11.2026', 'date'],
    ['24.11.26', 'date'],
    ['24-11-2026', 'date'],
    ['2026/11/24', 'date'],
    ['Tuesday, November 24', 'date'],
    ['Tue Nov 24 2026', 'date'],
    ['Tue, 24 Nov 2026', 'date'],
    ['2026-11-24T23:50:07.123+01:00', 'date'],
    ['11:50 PM', 'time'],
    ['11:50\u202fPM', 'time'],
    ['11:50pm', 'time'],
    ['11:50 p.m.', 'time'],
    ['23:50:07', 'time'],
    ['1795564207', 'epoch'],
  ])('takes %s for a %s', (text, kind) => {
    expect(volatileText(`It is ${text}, they say.`)).toMatchObject([{ kind, index: 6 }]);
  });

  it.each([
    'version 1.2.3',
    'version 10.12.2',
    'v24.11.26',
    'node 24.11.26.1',
    '192.168.10.24',
    '3/4 of all',
    'https://example.com/2026/11/24/news',
    '+49 30 1234567',
    'ISO 9001',
    'at most 24 marches',
    'section 4.10.2026.3',
    'a ratio of 16:9',
    'You may 24 times ask.',
    'within 2 days',
    'May 24 people come?',
  ])('finds nothing in %j', (text) => {
    expect(volatileText(text)).toEqual([]);
  });

  it('is done with a long text of near misses', () => {
    expect(volatileText('november '.repeat(50_000))).toEqual([]);
    expect(volatileText('24 de '.repeat(50_000))).toEqual([]);
    expect(volatileText('1'.repeat(300_000))).toEqual([]);
  });
});
