/** Phrases that stand for one word or for nothing, as `phrase = word` (nothing after `=` drops the phrase). */
export const phraseRewrites = `
could_you_please_tell_me= can_you_please_tell_me= could_you_tell_me= can_you_tell_me= would_you_tell_me=
please_tell_me= could_somebody_tell_me= could_someone_tell_me= can_someone_tell_me= can_anyone_tell_me=
can_somebody_tell_me= would_you_mind_telling_me= do_you_mind_telling_me= would_you_be_able_to_tell_me=
are_you_able_to_tell_me= could_you_kindly= would_you_kindly= could_you_please= can_you_please= would_you_please=
can_u= could_u= could_you_help_me= can_you_help_me= help_me_to= help_me= can_you_explain= could_you_explain=
please_explain= explain_to_me= explain_me= walk_me_through=how talk_me_through=how guide_me_through=how
take_me_through=how show_me_how_to=how tell_me_how_to=how teach_me_how_to=how explain_how_to=how show_me_how=how
tell_me_how=how explain_how=how describe_how=how give_me_the_steps_for=how give_me_the_steps_to=how
give_me_steps_to=how the_steps_for=how the_steps_to=how steps_for=how steps_to=how what_are_the_steps_to=how
what_are_the_steps_for=how what_steps=how which_steps=how instructions_for=how instructions_to=how instructions_on=how
guide_to=how let_me_know= tell_me_about= tell_me= give_me= show_me= i_would_like_to_know= i_'d_like_to_know=
id_like_to_know= i_want_to_know= i_need_to_know= i_would_love_to_know= i_'d_love_to_know= i_'m_curious= im_curious=
just_curious= just_wondering= i_was_wondering_if= i_am_wondering= i_'m_wondering= i_was_wondering= i_wonder_if=
i_wonder= wondering_if= i_'d_be_grateful_if= i_'d_be_really_grateful_if= i_would_be_grateful_if=
i_would_appreciate_it_if= i_'d_appreciate_it_if= it_would_be_great_if= would_appreciate= much_appreciated=
much_obliged= many_thanks= thanks_in_advance= thank_you_in_advance= thank_you_so_much= thank_you_very_much= thank_you=
thanks_a_lot= thanks_so_much= thanks_for_your_help= appreciate_your_help= appreciate_it= appreciate_any_help=
any_help_appreciated= sorry_to_bother_you= sorry_to_bother= sorry_for_bothering_you= sorry_for_the_trouble=
apologies_for_the_late_message= excuse_me= pardon_me= forgive_me= good_morning= good_afternoon= good_evening=
good_day= good_night_= hope_you_are_well= hope_you_'re_well= hope_all_is_well= hope_you_are_doing_well=
hope_you_'re_doing_well= hope_this_finds_you_well= i_hope_you_are_well= have_a_lovely_day= have_a_nice_day=
have_a_good_day= have_a_great_day= best_regards= kind_regards= warm_regards= regards= to_whom_it_may_concern=
quick_question= a_quick_question= i_have_a_question= question_about= one_question= a_question= kind_request=
whenever_convenient= when_you_have_a_moment= when_you_get_a_chance= if_you_have_a_moment= if_you_do_n't_mind=
if_you_do_not_mind= if_you_dont_mind= if_you_would= if_possible= if_i_may= if_i_may_ask= 
want_to_ask= might_i_trouble_you_for=
could_i_trouble_you_for= ask_for=request asking_for=request asked_for=request a_thank_you=gratitude thank_you_note=thank_you_note thank_you_letter=thank_you_letter thank_you_card=thank_you_card
thank_you_email=thank_you_email thank_you_message=thank_you_message please_advise= do_you_know= do_you_happen_to_know= does_anyone_know= does_anybody_know=
anyone_know= any_idea= any_ideas= any_idea_on= would_you_happen_to_know= you_'re_a_star= you_are_a_star=
you_are_the_best= you_'re_the_best= if_it_is_n't_too_much_trouble= if_it_'s_not_too_much_trouble=
if_it_is_not_too_much_trouble= pardon_the_interruption= thanks_a_million= thanks_ever_so_much=
thank_you_for_taking_my_question= would_you_be_so_kind_as_to= be_so_kind_as_to= i_wonder_if_you_could_say=
sorry_if_this_is_a_silly_question= thank_you_for_your_patience= thank_you_for_your_help= thank_you_for_your_time=
thanks_for_your_time= thanks_for_the_great_product= would_you_be_able_to= no_rush= no_worries= no_hurry= no_problem=
not_urgent= would_it_be_possible_to_learn= would_it_be_possible_to_know= is_it_possible_to_know= i_do_n't_know=
i_do_not_know= i_dont_know= not_sure= i_'m_not_sure= im_not_sure= no_idea= no_clue= i_do_n't_understand=
i_ca_n't_figure_out= ca_n't_figure_out= cannot_figure_out= cant_figure_out= having_trouble_figuring_out=
i_'m_trying_to= i_am_trying_to= im_trying_to= trying_to= i_'d_like_to= i_would_like_to= i_want_to= i_wanna= wanna=
i_need_to= i_wish_to= id_like_to= i_'d_love_to= i_need_help= need_help= help_please= please_help= in_order_to=to
so_as_to=to be_able_to=can is_able_to=can are_able_to=can am_able_to=can whether_or_not=whether or_not= not_only=
if_not= why_not=why as_well_as=and as_well=also a_lot_of=many lots_of=many plenty_of=many a_number_of=several
a_couple_of=couple each_and_every=every due_to=because because_of=because owing_to=because in_case=if provided_that=if
given_that=since with_regard_to=about with_respect_to=about in_regards_to=about with_regards_to=about regarding=about
concerning=about how_come=why for_what_reason=why what_is_the_reason=why what_'s_the_reason=why
what_are_the_reasons=why for_what_purpose=why what_causes=why what_is_the_cause_of=why what_time=when
at_what_time=when on_what_date=when what_date=when what_day=when which_day=when on_which_day=when what_year=when
in_what_place=where in_which_place=where what_place=where whereabouts=where what_person=who which_person=who
what_people=who which_people=who how_can_i=how how_do_i=how how_could_i=how how_would_i=how how_should_i=how
how_do_you=how how_can_you=how how_would_you=how how_should_you=how how_can_we=how how_do_we=how how_should_we=how
how_could_we=how how_does_one=how how_can_one=how how_might_i=how how_to=how how_2=how hw_to=how how_one=how
what_is_the_way_to=how what_'s_the_way_to=how what_is_a_good_way_to=how what_'s_a_good_way_to=how
what_'s_the_procedure_for=how what_is_the_procedure_for=how what_is_the_process_for=how what_'s_the_process_for=how
what_is_the_procedure_to=how what_is_the_process_to=how is_there_a_way_to=how is_n't_there_a_way_to=how
is_there_any_way_to=how is_n't_there_any_way_to=how is_there_a_way_i_can=how are_there_any_ways_to=how any_way_to=how
way_to=how ways_to=how ways_of=how what_are_some_ways_to=how what_are_the_ways_to=how what_are_ways_to=how
what_are_good_ways_to=how what_must_i_do_to=how what_do_i_do_to=how what_should_i_do_to=how
what_do_i_need_to_do_to=how what_can_i_do_to=how what_does_it_take_to=how how_do_i_go_about=how how_to_go_about=how
how_go_about=how is_it_possible_to=can is_it_possible_for_me_to=can is_it_possible_for=can would_it_be_possible_to=can
is_it_ok_to=can is_it_okay_to=can is_it_alright_to=can is_it_all_right_to=can am_i_allowed_to=can am_i_able_to=can
am_i_permitted_to=can are_we_allowed_to=can are_you_allowed_to=can may_i=can could_i=can can_i=can can_we=can
can_you=can can_one=can may_we=can what_is_meant_by=define what_is_the_definition_of=define
what_'s_the_definition_of=define definition_of=define what_is_the_meaning_of=define meaning_of=define
how_much_does_it_cost=price how_much_does=price how_much_is=price how_much_are=price how_much_do_you_charge=price
how_much_would=price how_many_times=how_often at_what_age=how_old what_age=how_old how_often=how_often how_frequently=how_often
how_regularly=how_often how_far=distance how_long_does_it_take=how_long how_much_time=how_long
how_many_days=how_long_days in_how_many_days=how_long_days turn_on=enable switch_on=enable turn_off=disable
switch_off=disable shut_off=disable shut_down=shutdown power_off=shutdown power_down=shutdown power_on=enable
get_rid_of=delete break_down=break_down give_up=quit set_up=create look_up=find find_out=find pick_up=pickup
drop_off=dropoff back_up=backup log_in_to=sign_in sign_in_to=sign_in log_into=sign_in sign_into=sign_in hold_of=
as_soon_as=when whenever=when the_moment=when each_time=when every_time=when in_the_event=if at_the_moment=
at_present= right_now= these_days= nowadays= at_all= in_general= for_example= for_instance= such_as= kind_of= sort_of=
type_of= types_of= kinds_of= sorts_of= of_course= by_default=default for_free=free free_of_charge=free at_no_cost=free
without_charge=free at_no_charge=free on_its_own=automatically by_itself=automatically on_their_own=automatically
for_good=permanently in_front_of=before instead_of=instead_of rather_than=instead_of in_place_of=instead_of
in_lieu_of=instead_of up_to=at_most no_more_than=at_most not_more_than=at_most at_most=at_most no_less_than=at_least
not_less_than=at_least at_least=at_least no_later_than=by no_fewer_than=at_least more_than=over greater_than=over
fewer_than=under less_than=under what_is_the_difference_between=difference what_'s_the_difference_between=difference
what_are_the_differences_between=difference difference_between=difference differences_between=difference
how_does=how_do how_do=how_do what_should=what what_can=what what_would=what what_'s=what whats=what what_is=what
what_are=what what_re=what who_is=who who_'s=who where_is=where where_'s=where where_are=where when_is=when
when_'s=when how_is=how_do how_are=how_do per_day=daily a_day=daily every_day=daily each_day=daily per_week=weekly
a_week=weekly every_week=weekly each_week=weekly per_month=monthly a_month=monthly every_month=monthly
each_month=monthly per_year=yearly a_year=yearly every_year=yearly each_year=yearly annual=yearly annually=yearly
per_annum=yearly per_hour=hourly every_hour=hourly prior_to=before in_advance_of=before previous_to=before
subsequent_to=after close_to=near closed_to=closed near_me=nearby near_here=nearby around_here=nearby
close_to_me=nearby close_to_here=nearby in_my_area=nearby could_you_let_me_know= can_you_let_me_know=
please_let_me_know= would_you_please_tell_me= could_you_please_let_me_know= can_you_please_let_me_know=
do_you_have_any_idea= i_just_want_to_know= i_just_wanted_to_know= i_wanted_to_know= i_wanted_to_ask= i_want_to_ask=
i_need_some_help= i_need_assistance= i_could_use_some_help= i_need_your_help= i_am_curious= i_have_a_quick_question=
just_want_to_know= want_to_know= can_you_show_me_how_to=how could_you_show_me_how_to=how can_you_tell_me_how_to=how
could_you_tell_me_how_to=how can_you_teach_me_how_to=how could_you_teach_me_how_to=how please_tell_me_how_to=how
please_show_me_how_to=how can_you_explain_how_to=how could_you_explain_how_to=how can_you_tell_me_how_i_can=how
could_you_tell_me_how_i_can=how can_you_tell_me_how=how could_you_tell_me_how=how can_you_explain_how=how
could_you_explain_how=how i_need_to_know_how_to=how i_want_to_know_how_to=how i_would_like_to_know_how_to=how
i_'d_like_to_know_how_to=how i_want_to_learn_how_to=how i_'m_trying_to_figure_out_how_to=how
i_am_trying_to_figure_out_how_to=how i_do_n't_know_how_to=how i_dont_know_how_to=how i_do_not_know_how_to=how
i_need_help_to= i_need_help_with= need_help_with= i_'m_having_trouble_figuring_out= is_there_any_way_for_me_to=how
is_there_a_way_for_me_to=how is_there_any_way_i_can=how is_there_any_way_that_i_can=how is_there_a_way_that_i_can=how
is_there_a_method_to=how is_there_some_way_to=how what_'s_the_best_way_of=how how_would_one=how how_would_someone=how
how_does_someone=how how_can_someone=how how_does_a_person=how how_can_a_person=how how_could_one=how
how_should_one=how how_am_i_supposed_to=how how_are_you_supposed_to=how how_am_i_able_to=how how_is_it_possible_to=how
how_will_i=how how_must_i=how how_may_i=how in_what_way_can_i=how in_what_ways_can_i=how by_what_means_can_i=how
in_what_way=how what_are_the_instructions_for=how what_is_the_method_to=how what_is_the_method_for=how
what_is_the_correct_way_to=how what_is_the_right_way_to=how what_is_the_proper_way_to=how what_'s_the_right_way_to=how
what_'s_the_correct_way_to=how what_'s_the_proper_way_to=how do_i_need_to=must do_i_have_to=must am_i_required_to=must
must_i=must do_we_need_to=must do_we_have_to=must do_you_need_to=must do_you_have_to=must is_it_necessary_to=must
is_it_required_to=must is_it_mandatory_to=must is_it_compulsory_to=must is_it_obligatory_to=must
what_is_the_cost_of=price what_'s_the_cost_of=price what_is_the_price_of=price what_'s_the_price_of=price
what_does_it_cost=price for_how_long=how_long for_what_reasons=why why_is_it_that=why how_is_it_that=why
total_number_of=number the_exact_same=same as_of_now= right_this_moment= at_this_time= at_this_moment=
at_the_present_time= what_does_it_mean_to=define explain_the_meaning_of=define
explain_the_difference_between=difference tell_me_the_difference_between=difference compare_and_contrast=difference
how_different_is=difference what_distinguishes=difference in_spite_of=despite regardless_of=despite
with_the_help_of=with by_means_of=with in_addition_to=besides apart_from=besides aside_from=besides
a_great_deal_of=many a_large_number_of=many a_large_amount_of=many loads_of=many tons_of=many a_handful_of=few
a_bit_of= a_little_bit_of=
`;
