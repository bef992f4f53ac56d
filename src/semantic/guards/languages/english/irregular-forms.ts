/** Inflected forms that no rule gives, and those for which a rule would give another word: `base form form ...`, by comma. */
export const irregularForms = `
be am is are was were been being, have has had, do does did done doing, go went gone, get got gotten, make made, take
took taken, give gave given, come came, become became, see saw seen, know knew known, think thought, say said, tell
told, find found, feel felt, bring brought, begin began begun, keep kept, hold held, write wrote written, stand stood,
hear heard, mean meant, meet met, run ran, pay paid, sit sat, speak spoke spoken, lie lain lying lied, lead led, grow
grew grown, lose lost, fall fell fallen, send sent, build built, understand understood, draw drew drawn, break broke
broken, spend spent, rise risen, drive drove driven, buy bought, wear wore worn, choose chose chosen, eat ate eaten,
drink drank, sleep slept, sell sold, teach taught, catch caught, fight fought, throw threw thrown, show shown, forget
forgot forgotten, freeze froze frozen, steal stole stolen, shake shook shaken, wake woke woken, win won, sing sang
sung, ring rang rung, swim swam swum, fly flew flown, ride rode ridden, hide hid hidden, bite bitten, deal dealt, dig
dug, feed fed, lend lent, bend bent, light lit, shrink shrank shrunk, sink sank sunk, stick stuck, strike struck,
swear swore sworn, sweep swept, swing swung, tear tore torn, undo undid undone, bind bound, bleed bled, blow blew
blown, breed bred, burn burnt, learn learnt, spell spelt, spoil spoilt, dream dreamt, smell smelt, hang hung, kneel
knelt, lay laid, mistake mistook mistaken, overdraw overdrew overdrawn, withdraw withdrew withdrawn, overcome
overcame, rebuild rebuilt, rewrite rewrote rewritten, seek sought, slide slid, spin spun, spit spat, spring sprang
sprung, sting stung, weave wove woven, child children, man men, woman women, person people, foot feet, tooth teeth,
mouse mice, goose geese, life lives, wife wives, knife knives, half halves, shelf shelves, loaf loaves, thief thieves,
analysis analyses, crisis crises, criterion criteria, index indices, matrix matrices, vertex vertices, appendix
appendices, bacterium bacteria, fungus fungi, diagnosis diagnoses, good better best, bad worse worst, far farther
farthest, ad ads, id ids, tv tvs, pc pcs, cd cds, die died dying, tie tied tying, flee fled, foresee foresaw foreseen,
oversee oversaw overseen, arise arose arisen, awake awoke awoken, bear borne, beat beaten, cling clung, creep crept,
forbid forbade forbidden, forgive forgave forgiven, foretell foretold, leap leapt, plead pled, prove proven, redo
redid redone, remake remade, repay repaid, resell resold, rethink rethought, retake retook retaken, sew sewn, shave
shaven, sow sown, tread trod trodden, undergo underwent undergone, undertake undertook undertaken, underwrite
underwrote underwritten, unwind unwound, uphold upheld, weep wept, overwrite overwrote overwritten, override overrode
overridden, oversleep overslept, overspend overspent, overpay overpaid, mislead misled, misspell misspelt,
misunderstand misunderstood, calf calves, wolf wolves, scarf scarves, self selves, hoof hooves, wharf wharves, ox
oxen, louse lice, thesis theses, hypothesis hypotheses, synopsis synopses, ellipsis ellipses, prognosis prognoses,
phenomenon phenomena, curriculum curricula, stimulus stimuli, nucleus nuclei, cactus cacti, alumnus alumni, larva
larvae, formula formulae, vertebra vertebrae, quiz quizzes quizzed, bus bussed, gas gassed, axis axes, movie movies,
cookie cookies, calorie calories, hoodie hoodies, selfie selfies, zombie zombies, smoothie smoothies, brownie
brownies, rookie rookies, newbie newbies, veggie veggies, prairie prairies, genie genies, ski skis skied, taxi taxis
taxied, shoe shoes, toe toes, canoe canoes canoed, ache aches ached aching, headache headaches, stomachache
stomachaches, toothache toothaches, backache backaches, cache caches cached caching, niche niches, avalanche
avalanches, psyche psyches, axe axed, eye eyed, dye dyed, age aged, singe singed, panic panicked panicking, picnic
picnicked picnicking, mimic mimicked mimicking, traffic trafficked trafficking, sync synced syncing, focus focused
focusing focussed, bias biased biasing, use used using uses, route routed routing, taste tasted tasting, waste wasted
wasting, paste pasted pasting, guide guided guiding, add added adding, err erred erring, fulfill fulfil fulfilled
fulfilling fulfils, enroll enrol enrols, alias aliases aliased, catalog cataloged cataloging, install instal
`;
