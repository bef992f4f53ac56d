/** Words that carry grammar rather than content: they are never compared as content. Prepositions have their own table. */
export const functionWords = `
a an the this that these those there here it its it's itself he him his she her hers they them their theirs
i me my mine myself we us our ours ourselves you your yours yourself yourselves one's himself herself themselves
am is are was were be been being do does did done doing have has had having
can could will would shall should may might must ought dare let
and but or if then so because since as than while whereas though although whether either both also too
what which who whom whose when where why how
very really quite pretty just actually basically simply literally honestly maybe perhaps possibly probably somehow anyway
please pls plz kindly thanks thank ty thx cheers hello hi hey hiya greetings dear sir madam folks everyone guys
ok okay well oh um uh yes yeah yep sure etc eg ie
some any such own same even still again yet already now ever today currently presently
s t d m ll re ve o im ive id whats hows wheres whos thats theres
much many more most few less least lot lots bit little several each every all only exactly
st nd rd th
able possible likely allowed permitted supposed
`;

/** Prepositions and particles. Those with a direction are read by the direction guard. */
export const prepositions = `
of in on at to for from with by about into onto over under above below between among through during before after
until till against along across behind beside besides beyond despite except inside outside near off out up down
per than toward towards upon within without via around regarding concerning as like unlike throughout aboard amid
`;

/** Words of little content: an answer seldom depends on them when all else is equal. */
export const lightWords = `
get got have make do use go come take give put want need help know find think say tell ask look see try let keep seem
like mean happen start thing stuff way kind sort type place part matter case point fact example idea option step
method process procedure instruction guide answer question info information detail advice suggestion tip recommendation
guy person people someone somebody anyone anybody something anything everything everyone
good best great nice better proper properly correct correctly right exact usual usually normally normal regular general
generally common actual real currently recently quickly easy easily simple hand everyday typical typically commonly
possible available able different difference certain various
up down out back away over ahead along together else instead anymore
work become turn show provide involve call consider include contain explain describe list write compare recommend suggest
allow require must able look appear feel believe exist present
today nowadays single name hope own particular specific specifically please yet soon moment ever
`;

/** Words that only English uses; a text of some length without any of them is not taken for English. */
export const languageMarkers = `
the a an is are was were be been do does did have has had can could will would should my your his her our their this that these those
what which who when where why how and or but if of in on at to for from with by about not no it its i you he she we they
there get make many much any some as me us need want find use please tell
`;
