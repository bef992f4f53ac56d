/**
 * Texts that stores are known to change: by parsing what looks like JSON, by a detour through base64 or UTF-8, by
 * trimming, by a limit. The names complete the sentence "returns ... as it was given".
 */
export const awkwardTexts: Readonly<Record<string, string>> = {
  'an empty text': '',
  'a digit text': '123',
  'a number no double holds': '12345678901234567890',
  'the text null': 'null',
  'the text OK': 'OK',
  'a quoted text': '"quoted"',
  'a JSON object': '{"a":[1,2,{"b":null}],"c":"\\u0000\\n"}',
  'base64-like text': 'T0s=',
  'quotes, backslashes and line breaks': 'a "b" \\c\\ \'d\'\r\n\t{e}\n',
  'control characters': '\u0000\u0001\u001f\u007f\u0085\u2028\u2029',
  'leading and trailing space': '  \n padded \t ',
  'a byte order mark': '\ufeffmarked\ufeff',
  'letters of many scripts': 'Grüße, 你好, مرحبا, नमस्ते, Ω≈ç, e\u0301',
  'emoji joined of several': '👩‍👩‍👧‍👦 🏳️‍🌈 𝔘𝔫𝔦𝔠𝔬𝔡𝔢',
  'lone surrogates': 'a\ud800b\udfffc\udc00\ud83d',
  'a megabyte': 'A sentence of plain prose, "quoted" once. '.repeat(25_000),
};
