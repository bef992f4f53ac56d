/** Cardinal words that name a number by themselves. */
export const cardinals: Readonly<Record<string, number>> = {
  zero: 0, nil: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10,
  eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18,
  nineteen: 19, twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
};

/** Words that multiply what stands before them. */
export const multipliers: Readonly<Record<string, number>> = {
  hundred: 100, thousand: 1e3, grand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12, dozen: 12, lakh: 1e5, crore: 1e7,
};

export const ordinals: Readonly<Record<string, number>> = {
  first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10,
  eleventh: 11, twelfth: 12, thirteenth: 13, fourteenth: 14, fifteenth: 15, sixteenth: 16, seventeenth: 17,
  eighteenth: 18, nineteenth: 19, twentieth: 20, thirtieth: 30,
};

export const fractions: Readonly<Record<string, number>> = {
  half: 2, third: 3, quarter: 4, fifth: 5, sixth: 6, eighth: 8, tenth: 10, halves: 2, thirds: 3, quarters: 4,
  fifths: 5, sixths: 6, eighths: 8, tenths: 10,
};

/** How often, as a number. */
export const multiplicatives: Readonly<Record<string, number>> = {
  once: 1, twice: 2, thrice: 3, double: 2, triple: 3, quadruple: 4, pair: 2, couple: 2,
};

/**
 * Units: what they measure, how many base units they are, and their names. A name of one or two letters counts only
 * right after a number. Factors: the SI brochure (9th edition) and NIST Handbook 44, appendix C.
 */
export const units: readonly (readonly [dimension: string, factor: number, names: string])[] = [
  ['time', 0.001, 'ms millisecond milliseconds msec'],
  ['time', 1, 's sec secs second seconds'],
  ['time', 60, 'min mins minute minutes'],
  ['time', 3600, 'h hr hrs hour hours'],
  ['time', 86400, 'd day days'],
  ['time', 604800, 'wk wks week weeks'],
  ['time', 1209600, 'fortnight fortnights'],
  ['month', 1, 'mo month months mth mths'],
  ['month', 3, 'quarter-year'],
  ['month', 12, 'y yr yrs year years'],
  ['month', 120, 'decade decades'],
  ['month', 1200, 'century centuries'],
  ['length', 0.001, 'mm millimeter millimeters millimetre millimetres'],
  ['length', 0.01, 'cm cms centimeter centimeters centimetre centimetres'],
  ['length', 1, 'm meter meters metre metres'],
  ['length', 1000, 'km kms kilometer kilometers kilometre kilometres'],
  ['length', 0.0254, 'in inch inches'],
  ['length', 0.3048, 'ft foot feet'],
  ['length', 0.9144, 'yd yard yards'],
  ['length', 1609.344, 'mi mile miles'],
  ['mass', 1e-6, 'mcg microgram micrograms'],
  ['mass', 0.001, 'mg milligram milligrams'],
  ['mass', 1, 'g gr gram grams gramme grammes'],
  ['mass', 1000, 'kg kgs kilo kilos kilogram kilograms'],
  ['mass', 1e6, 'tonne tonnes'],
  ['mass', 28.349523, 'oz ounce ounces'],
  ['mass', 453.59237, 'lb lbs pound-mass'],
  ['volume', 0.001, 'ml milliliter milliliters millilitre millilitres'],
  ['volume', 0.01, 'cl centiliter centilitre'],
  ['volume', 1, 'l liter liters litre litres'],
  ['volume', 0.00492892, 'tsp tsps teaspoon teaspoons'],
  ['volume', 0.0147868, 'tbsp tbsps tablespoon tablespoons'],
  ['volume', 0.236588, 'cup cups'],
  ['volume', 0.473176, 'pt pint pints'],
  ['volume', 0.946353, 'qt quart quarts'],
  ['volume', 3.785412, 'gal gallon gallons'],
  ['celsius', 1, 'c celsius centigrade degc °c ºc'],
  ['fahrenheit', 1, 'f fahrenheit degf °f ºf'],
  ['kelvin', 1, 'kelvin kelvins'],
  ['angle', 1, 'degree degrees deg °'],
  ['data', 1, 'byte bytes'],
  ['data', 1e3, 'kb kilobyte kilobytes'],
  ['data', 1e6, 'mb megabyte megabytes meg megs'],
  ['data', 1e9, 'gb gig gigs gigabyte gigabytes'],
  ['data', 1e12, 'tb terabyte terabytes'],
  ['data', 1024, 'kib kibibyte kibibytes'],
  ['data', 1048576, 'mib mebibyte mebibytes'],
  ['data', 1073741824, 'gib gibibyte gibibytes'],
  ['bits', 1, 'bit bits'],
  ['bitrate', 1e3, 'kbps'],
  ['bitrate', 1e6, 'mbps mbit mbits'],
  ['bitrate', 1e9, 'gbps gbit gbits'],
  ['voltage', 1, 'v volt volts'],
  ['current', 1, 'amp amps ampere amperes'],
  ['current', 0.001, 'ma milliamp milliamps'],
  ['charge', 1, 'mah'],
  ['power', 1, 'w watt watts'],
  ['power', 1000, 'kw kilowatt kilowatts'],
  ['power', 1e6, 'megawatt megawatts'],
  ['power', 745.7, 'hp horsepower'],
  ['energy', 1, 'kwh'],
  ['kilocalories', 1, 'kcal cal cals calorie calories kilocalorie kilocalories'],
  ['frequency', 1, 'hz hertz'],
  ['frequency', 1e3, 'khz kilohertz'],
  ['frequency', 1e6, 'mhz megahertz'],
  ['frequency', 1e9, 'ghz gigahertz'],
  ['speed', 1, 'kph kmh km/h'],
  ['speed', 1.609344, 'mph'],
  ['pressure', 1, 'psi'],
  ['pressure', 14.50377, 'bar bars'],
  ['percent', 1, '% percent pct percentage-points'],
  ['pixels', 1, 'px pixel pixels'],
  ['megapixels', 1, 'mp megapixel megapixels'],
  ['dollar', 1, '$ usd dollar dollars buck bucks us$'],
  ['dollar', 0.01, 'cent cents ¢'],
  ['euro', 1, '€ eur euro euros'],
  ['sterling', 1, '£ gbp quid pound pounds sterling'],
  ['sterling', 0.01, 'pence penny'],
  ['yen', 1, '¥ jpy yen'],
  ['rupee', 1, '₹ inr rs rupee rupees'],
  ['yuan', 1, 'cny rmb yuan renminbi'],
  ['won', 1, '₩ krw'],
  ['franc', 1, 'chf franc francs'],
  ['krona', 1, 'sek nok dkk krona kronor krone kroner'],
  ['peso', 1, 'mxn peso pesos'],
  ['real', 1, 'brl reais'],
  ['canadian-dollar', 1, 'cad ca$'],
  ['australian-dollar', 1, 'aud au$'],
  ['singapore-dollar', 1, 'sgd'],
  ['ruble', 1, 'rub ruble rubles rouble roubles'],
  ['lira', 1, 'lira liras'],
  ['zloty', 1, 'pln zloty'],
  ['rand', 1, 'zar'],
  ['bitcoin', 1, 'btc bitcoin bitcoins'],
];

export const months = 'january february march april may june july august september october november december';
export const monthShort = 'jan feb mar apr may jun jul aug sep oct nov dec';
export const weekdays = 'monday tuesday wednesday thursday friday saturday sunday';
export const weekdayShort = 'mon tue wed thu fri sat sun';
export const clockWords: Readonly<Record<string, number>> = { noon: 720, midday: 720, midnight: 0 };
