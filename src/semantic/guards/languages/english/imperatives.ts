/** Verbs that a request begins with. "Write a poem about a cat that is sad" asks for something, and states nothing. */
export const imperatives = `
please add adjust advise analyse analyze answer apply arrange ask assign assume attach book bring build calculate call
cancel change check choose clean clear close code collect combine compare complete compose compute configure connect
consider convert cook copy correct count create deactivate debug define delete deliver deploy describe design develop
disable discuss display do download draft draw edit email enable ensure enter enumerate estimate evaluate examine exclude
execute explain export extend extract fetch fill filter find finish fix follow format forward generate get give go guess
guide help hide hold identify imagine implement import improve include increase insert install invite keep label let list
locate log look make mark measure mention merge message migrate modify move name note notify open optimise optimize order
organise organize outline paste pause pay perform pick plan play post predict prepare present print produce proofread
propose prove provide publish put quote rank rate read recommend record redeem reduce refactor refund register remind
remove rename repair repeat rephrase replace reply report request reschedule research reserve reset restart restore resume
return review rewrite roll round run save say schedule search select send set share shorten show shut simplify simulate
sketch skip solve sort spell split start state stop structure subscribe suggest sum summarise summarize swap switch take
teach tell test track train transcribe transfer transform translate try turn unlock unsubscribe update upgrade upload use
validate verify visualise visualize wait walk wire withdraw work write
`;
