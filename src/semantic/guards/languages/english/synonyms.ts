/**
 * Groups of words of one meaning in most questions, one group a line; the first word names the group. A word belongs
 * to one group. `_` joins words that stand side by side. General English, and names that one thing goes by.
 */
export const synonymGroups = `
delete erase remove eliminate discard wipe get_rid_of throw_away strip purge
create make build generate construct produce set_up setup establish compose
begin start commence launch initiate kick_off
end finish conclude terminate
stop halt cease quit
buy purchase
get obtain acquire receive retrieve fetch
fix repair mend troubleshoot resolve solve
change modify alter edit adjust amend
replace swap substitute exchange
choose select pick
show display
hide conceal
find locate look_up search_for look_for
verify confirm validate check double_check
enable activate turn_on switch_on
disable deactivate turn_off switch_off
open unseal
close shut
connect link hook_up pair attach join
disconnect unlink detach unpair
sign_in log_in login log_on logon signin
sign_out log_out logout log_off logoff signout
sign_up register enroll enrol signup registration enrollment enrolment
send transmit dispatch
ship deliver delivery shipment shipping
big large huge
small little tiny
fast quick rapid speedy
cheap inexpensive affordable
expensive costly pricey
price cost fee charge fare
quantity amount
minimum min lowest least smallest
maximum max highest most largest biggest
car automobile vehicle
cellphone mobile_phone cell_phone smartphone mobile
phone telephone
tv television telly
refrigerator fridge
movie film
photo picture image photograph pic pics
sofa couch
apartment flat
holiday vacation
garbage trash rubbish
elevator lift
pavement sidewalk
luggage baggage
autumn fall_season
gas_station petrol_station
doctor physician
lawyer attorney solicitor
physician_assistant
job occupation
boss supervisor
company firm corporation
employee staff worker staffer
salary wage pay_packet pay
money cash_money
purchase_order po
invoice bill
receipt
refund reimburse reimbursement money_back
return send_back bring_back give_back
cancel call_off
reschedule
postpone delay put_off defer
allow permit let authorise authorize
forbid prohibit ban bar
require need necessitate
help assist aid assistance
use utilize utilise employ
try attempt
explain clarify
happen occur take_place
keep retain hold_on_to
contain include comprise
also
difference differ distinction compare versus vs comparison
error mistake bug
problem issue trouble
broken damaged faulty defective
answer reply response respond
ask inquire enquire
speak talk
child kid youngster
baby infant newborn
toddler
teenager teen adolescent
elderly senior_citizen
mother mom mum
father dad
spouse
ill sick unwell
pain ache hurt sore
medicine medication drug
shot injection jab vaccine_shot
vomit throw_up
stomach belly tummy abdomen
tired fatigued exhausted weary
happy glad
sad unhappy
angry mad
afraid scared
smart intelligent clever
rich wealthy
begin_date
purpose
reason cause why_reason
result outcome
effect
benefit advantage pro
drawback disadvantage con downside
symptom
often frequently regularly
frequency
rarely seldom
always
immediately instantly right_away straight_away at_once right_now
automatically on_its_own by_itself
permanently for_good forever
approximately about_number roughly around_number approx
during
prior_to before
afterwards later
near nearby close_to next_to
far_away
inside
permission
form application_form
document paper paperwork
application app
program software programme
computer pc
laptop notebook_computer
website web_site webpage site web_page
email e_mail mail
internet
picture_frame
folder directory
file
function
list enumerate
convert transform turn_into
translate
calculate compute work_out figure
measure
increase raise boost up_level
decrease reduce lower cut_down lessen
improve enhance better_make
learn study
teach
teacher instructor
student pupil
class course
grade mark
exam test examination
university college uni
homework assignment
book reserve reservation booking
flight
plane airplane aircraft aeroplane
ticket
bicycle bike
motorcycle motorbike
street road
store shop
restaurant
meal
recipe
cook prepare
drink beverage
dessert
cookie biscuit
eggplant aubergine
zucchini courgette
cilantro coriander
scallion green_onion spring_onion
ground_beef mincemeat
shrimp prawn
lawn
jump leap
woman lady
man gentleman
boy
girl
dog
crowd
path track trail
ocean sea
forest woods
stone rock
hat
jog
cry weep
near_to
hot
cold chilly
clean wash cleanse
wet
pretty beautiful attractive
old
new
recent
safe
dangerous unsafe hazardous risky
kind_person
correct right_correct accurate
wrong incorrect false
true
whole entire
main primary principal chief
additional extra
separate
necessary needed required essential
enough sufficient
duplicate repeated
empty blank
full
complete fill_in fill_out
expire run_out lapse
validity
renew renewal
upgrade
update refresh
install installation
uninstall
download
upload
copy
paste
save store_data
restore recover
backup back_up
reset
restart reboot
crash
freeze
unlock unblock
lock block
password passcode pwd
username user_name login_name
account acct
profile
user
administrator admin
manager mgr
department dept
address addr
number no.
telephone_number phone_number
location whereabouts
hour_opening opening_hours business_hours hours_open
credit_card
transfer wire
withdraw withdrawal take_out_money
deposit
loan
mortgage
interest
tax
insurance
claim
rent
landlord
tenant renter
contract agreement
law legislation
legal lawful
illegal unlawful
divorce
trial_period free_trial
subscription
member
discount
coupon voucher promo_code discount_code
gift present
package parcel
order
track trace
weight_loss lose_weight
gain
eat consume
sleep
walk
swim
run
fall_asleep
wake_up
grow
plant
animal
weather
temperature
size dimension
weigh weight
height tall
length long_how
distance
age how_old
time_of_day
duration how_long
date_of_birth birthday dob birth_date
name
nickname
surname last_name family_name
first_name given_name
country nation
city
capital
population
language
currency
government
president
best_way
tutorial walkthrough
requirement
condition
policy
rule
limit cap
permanent lasting
temporary
free complimentary gratis
available in_stock
unavailable out_of_stock
request apply_for
submit hand_in turn_in
publish post
share
invite
hire recruit
fire dismiss sack
resign
promote promotion
colleague coworker co_worker
meeting
schedule timetable
deadline due_date
vacation_day
maternity
parental
overtime
remote work_from_home wfh telecommute
office
`;

/** Names and short forms of the same thing, as `short = long`. */
export const aliases = `
ny=new_york nyc=new_york_city la=los_angeles sf=san_francisco dc=washington_dc uk=united_kingdom britain=united_kingdom
great_britain=united_kingdom us=united_states_ usa=united_states america=united_states u.s=united_states u.s.a=united_states
united_states_of_america=united_states uae=united_arab_emirates eu=european_union holland=netherlands philly=philadelphia
vegas=las_vegas frisco=san_francisco bombay=mumbai
js=javascript ts=typescript py=python postgresql=postgres psql=postgres k8s=kubernetes vscode=visual_studio_code
vs_code=visual_studio_code gcp=google_cloud google_cloud_platform=google_cloud aws=amazon_web_services ms=microsoft
osx=macos mac_os=macos mac=macos win=windows db=database regexp=regex regular_expression=regex env=environment
repo=repository config=configuration docs=documentation doc=document params=parameter param=parameter arg=argument args=argument
func=function dev=developer prod=production auth=authentication async=asynchronous sync=synchronize synchronise=synchronize
xls=excel spreadsheet_excel=excel gdrive=google_drive gmail_account=gmail fb=facebook ig=instagram insta=instagram yt=youtube
amex=american_express mastercard_card=mastercard x_formerly_twitter=twitter azure_ad=azure_active_directory
entra_id=azure_active_directory microsoft_entra_id=azure_active_directory microsoft_azure_active_directory=azure_active_directory
mfa=multi_factor_authentication 2fa=two_factor_authentication two_step_verification=two_factor_authentication
sso=single_sign_on ui=user_interface os=operating_system pto=paid_time_off ac=air_conditioning a/c=air_conditioning
aircon=air_conditioning air_conditioner=air_conditioning wi_fi=wifi wireless_internet=wifi
hdd=hard_drive hard_disk=hard_drive hard_disk_drive=hard_drive ssd=solid_state_drive nas=network_attached_storage
thumb_drive=usb_stick flash_drive=usb_stick id_card=id identification=id identity=id
atm=cash_machine cashpoint=cash_machine checking=current_account checking_account=current_account
cd=certificate_of_deposit apr=annual_percentage_rate ach=automated_clearing_house vat=value_added_tax
irs=internal_revenue_service ssn=social_security_number llc=limited_liability_company ip=ip
tylenol=paracetamol acetaminophen=paracetamol advil=ibuprofen motrin=ibuprofen bp=blood_pressure
uti=urinary_tract_infection std=sexually_transmitted_disease sti=sexually_transmitted_disease flu=influenza
otc=over_the_counter er=emergency_room a&e=emergency_room gp=general_practitioner bmi=body_mass_index
asap=as_soon_as_possible eta=estimated_time_of_arrival faq=frequently_asked_question cv=resume curriculum_vitae=resume
hq=headquarters hr=human_resources phd=doctorate bachelor_degree=bachelors diy=do_it_yourself tos=terms_of_service
rma=return_authorization return_merchandise_authorization=return_authorization doa=dead_on_arrival
qty=quantity max=maximum min=minimum temp=temperature info=information pic=photo pics=photo msg=message
temps=temperature tbsp=tablespoon tsp=teaspoon fridge=refrigerator veggie=vegetable veggies=vegetable veg=vegetable
bday=birthday xmas=christmas doc_appointment=appointment appt=appointment reservation=book vs=difference
tmrw=tomorrow tmr=tomorrow tonite=tonight thru=through wknd=weekend colour=color favourite=favorite centre=center
theatre=theater grey=gray tyre=tire cheque=check organise=organize licence=license defence=defense programme=program
catalogue=catalog jewellery=jewelry aluminium=aluminum metre=meter litre=liter cancelled=canceled travelling=traveling
neighbour=neighbor behaviour=behavior flavour=flavor labour=labor honour=honor humour=humor rumour=rumor
mum=mother mom=mother ageing=aging moustache=mustache pyjamas=pajamas yoghurt=yogurt donut=doughnut
analyse=analyze apologise=apologize realise=realize recognise=recognize optimise=optimize customise=customize
`;

/** Phrases that stand for one word or for nothing, as `phrase = word` (nothing after `=` drops the phrase). */
export const phraseRewrites = `
could_you_please_tell_me= can_you_please_tell_me= could_you_tell_me= can_you_tell_me= would_you_tell_me= please_tell_me=
could_somebody_tell_me= could_someone_tell_me= can_someone_tell_me= can_anyone_tell_me= can_somebody_tell_me=
would_you_mind_telling_me= do_you_mind_telling_me= would_you_be_able_to_tell_me= are_you_able_to_tell_me=
could_you_kindly= would_you_kindly= could_you_please= can_you_please= would_you_please= can_u= could_u=
could_you_help_me= can_you_help_me= help_me_to= help_me= can_you_explain= could_you_explain= please_explain=
explain_to_me= explain_me= walk_me_through=how talk_me_through=how guide_me_through=how take_me_through=how
show_me_how_to=how tell_me_how_to=how teach_me_how_to=how explain_how_to=how
show_me_how=how tell_me_how=how explain_how=how describe_how=how
give_me_the_steps_for=how give_me_the_steps_to=how give_me_steps_to=how the_steps_for=how the_steps_to=how steps_for=how steps_to=how
what_are_the_steps_to=how what_are_the_steps_for=how what_steps=how which_steps=how
instructions_for=how instructions_to=how instructions_on=how guide_to=how
let_me_know= tell_me_about= tell_me= give_me= show_me= i_would_like_to_know= i_'d_like_to_know= id_like_to_know=
i_want_to_know= i_need_to_know= i_would_love_to_know= i_'d_love_to_know= i_'m_curious= im_curious= just_curious= just_wondering=
i_was_wondering_if= i_am_wondering= i_'m_wondering= i_was_wondering= i_wonder_if= i_wonder= wondering_if=
i_'d_be_grateful_if= i_'d_be_really_grateful_if= i_would_be_grateful_if= i_would_appreciate_it_if= i_'d_appreciate_it_if=
it_would_be_great_if= would_appreciate= much_appreciated= much_obliged= many_thanks= thanks_in_advance=
thank_you_in_advance= thank_you_so_much= thank_you_very_much= thank_you= thanks_a_lot= thanks_so_much= thanks_for_your_help=
appreciate_your_help= appreciate_it= appreciate_any_help= any_help_appreciated= sorry_to_bother_you= sorry_to_bother= sorry_for_bothering_you=
sorry_for_the_trouble= apologies_for_the_late_message= excuse_me= pardon_me= forgive_me= good_morning= good_afternoon= good_evening= good_day= good_night_=
hope_you_are_well= hope_you_'re_well= hope_all_is_well= hope_you_are_doing_well= hope_you_'re_doing_well= hope_this_finds_you_well= i_hope_you_are_well=
have_a_lovely_day= have_a_nice_day= have_a_good_day= have_a_great_day= best_regards= kind_regards= warm_regards= regards=
to_whom_it_may_concern= quick_question= a_quick_question= i_have_a_question= question_about= one_question= a_question= kind_request= whenever_convenient=
when_you_have_a_moment= when_you_get_a_chance= if_you_have_a_moment= if_you_don_'t_mind= if_you_do_not_mind= if_you_dont_mind= if_you_would= if_possible= if_i_may= if_i_may_ask= may_i_ask=
may_i_kindly_ask= might_i_ask= can_i_ask= could_i_ask= i_would_like_to_ask= i_'d_like_to_ask= want_to_ask= might_i_trouble_you_for= could_i_trouble_you_for=
please_advise= do_you_know= do_you_happen_to_know= does_anyone_know= does_anybody_know= anyone_know= any_idea= any_ideas= any_idea_on= would_you_happen_to_know=
you_'re_a_star= you_are_a_star= you_are_the_best= you_'re_the_best= if_it_isn_'t_too_much_trouble= if_it_'s_not_too_much_trouble= if_it_is_not_too_much_trouble= pardon_the_interruption= thanks_a_million= thanks_ever_so_much= thank_you_for_taking_my_question= would_you_be_so_kind_as_to= be_so_kind_as_to= i_wonder_if_you_could_say= sorry_if_this_is_a_silly_question= thank_you_for_your_patience= thank_you_for_your_help= thank_you_for_your_time= thanks_for_your_time= thanks_for_the_great_product= would_you_be_able_to= no_rush= no_worries= no_hurry= no_problem= not_urgent=
would_it_be_possible_to_learn= would_it_be_possible_to_know= is_it_possible_to_know= i_don_'t_know= i_do_not_know= i_dont_know= not_sure= i_'m_not_sure= im_not_sure= no_idea= no_clue=
i_don_'t_understand= i_can_'t_figure_out= can_'t_figure_out= cannot_figure_out= cant_figure_out= having_trouble_figuring_out=
i_'m_trying_to= i_am_trying_to= im_trying_to= trying_to= i_'d_like_to= i_would_like_to= i_want_to= i_wanna= wanna= i_need_to= i_wish_to= id_like_to= i_'d_love_to=
i_need_help= need_help= help_please= please_help= in_order_to=to so_as_to=to be_able_to=can is_able_to=can are_able_to=can am_able_to=can
whether_or_not=whether or_not= not_only= if_not= why_not=why as_well_as=and as_well=also a_lot_of=many lots_of=many plenty_of=many a_number_of=several a_couple_of=couple
each_and_every=every due_to=because because_of=because owing_to=because in_case=if provided_that=if given_that=since
with_regard_to=about with_respect_to=about in_regards_to=about with_regards_to=about regarding=about concerning=about
how_come=why for_what_reason=why what_is_the_reason=why what_'s_the_reason=why what_are_the_reasons=why for_what_purpose=why what_causes=why what_is_the_cause_of=why
what_time=when at_what_time=when on_what_date=when what_date=when what_day=when which_day=when on_which_day=when what_year=when
in_what_place=where in_which_place=where what_place=where whereabouts=where
what_person=who which_person=who what_people=who which_people=who
how_can_i=how how_do_i=how how_could_i=how how_would_i=how how_should_i=how how_do_you=how how_can_you=how how_would_you=how how_should_you=how how_can_we=how
how_do_we=how how_should_we=how how_could_we=how how_does_one=how how_can_one=how how_might_i=how how_to=how how_2=how hw_to=how how_one=how
what_is_the_way_to=how what_'s_the_way_to=how what_is_a_good_way_to=how what_'s_a_good_way_to=how what_'s_the_procedure_for=how what_is_the_procedure_for=how
what_is_the_process_for=how what_'s_the_process_for=how what_is_the_procedure_to=how what_is_the_process_to=how is_there_a_way_to=how is_n't_there_a_way_to=how is_there_any_way_to=how is_n't_there_any_way_to=how is_there_a_way_i_can=how are_there_any_ways_to=how
any_way_to=how way_to=how ways_to=how ways_of=how what_are_some_ways_to=how what_are_the_ways_to=how what_are_ways_to=how what_are_good_ways_to=how what_must_i_do_to=how what_do_i_do_to=how
what_should_i_do_to=how what_do_i_need_to_do_to=how what_can_i_do_to=how what_does_it_take_to=how how_do_i_go_about=how how_to_go_about=how how_go_about=how
is_it_possible_to=can is_it_possible_for_me_to=can is_it_possible_for=can would_it_be_possible_to=can is_it_ok_to=can is_it_okay_to=can is_it_alright_to=can is_it_all_right_to=can
am_i_allowed_to=can am_i_able_to=can am_i_permitted_to=can are_we_allowed_to=can are_you_allowed_to=can may_i=can could_i=can can_i=can can_we=can can_you=can can_one=can may_we=can
what_is_meant_by=define what_is_the_definition_of=define what_'s_the_definition_of=define definition_of=define what_is_the_meaning_of=define meaning_of=define
how_much_does_it_cost=price how_much_does=price how_much_is=price how_much_are=price how_much_do_you_charge=price how_much_would=price
how_many_times=how_often at_what_age=how_old what_age=how_old how_frequently=how_often how_regularly=how_often how_far=distance
how_long_does_it_take=how_long how_much_time=how_long how_many_days=how_long_days in_how_many_days=how_long_days
turn_on=enable switch_on=enable turn_off=disable switch_off=disable shut_off=disable shut_down=shutdown power_off=shutdown power_down=shutdown power_on=enable
get_rid_of=delete break_down=break_down give_up=quit set_up=create look_up=find find_out=find pick_up=pickup drop_off=dropoff
back_up=backup log_in_to=sign_in sign_in_to=sign_in log_into=sign_in sign_into=sign_in get_back=return
hold_of= as_soon_as=when whenever=when the_moment=when each_time=when every_time=when in_the_event=if
at_the_moment= at_present= right_now= these_days= nowadays= at_all= in_general= for_example= for_instance= such_as= kind_of= sort_of= type_of= types_of= kinds_of= sorts_of= of_course=
by_default=default for_free=free free_of_charge=free at_no_cost=free without_charge=free at_no_charge=free
on_its_own=automatically by_itself=automatically on_their_own=automatically for_good=permanently in_stock=available out_of_stock=unavailable no_longer_available=unavailable
next_to=near close_to=near in_front_of=before instead_of=instead_of rather_than=instead_of in_place_of=instead_of in_lieu_of=instead_of
up_to=at_most no_more_than=at_most not_more_than=at_most at_most=at_most no_less_than=at_least not_less_than=at_least at_least=at_least no_later_than=by no_fewer_than=at_least
more_than=over greater_than=over fewer_than=under less_than=under
what_is_the_difference_between=difference what_'s_the_difference_between=difference what_are_the_differences_between=difference difference_between=difference differences_between=difference
how_does=how_do how_do=how_do what_should=what what_can=what what_would=what what_'s=what whats=what what_is=what what_are=what what_re=what
who_is=who who_'s=who where_is=where where_'s=where where_are=where when_is=when when_'s=when how_is=how_do how_are=how_do
per_day=daily a_day=daily every_day=daily each_day=daily per_week=weekly a_week=weekly every_week=weekly each_week=weekly per_month=monthly a_month=monthly every_month=monthly each_month=monthly per_year=yearly a_year=yearly every_year=yearly each_year=yearly annual=yearly annually=yearly per_annum=yearly
per_hour=hourly every_hour=hourly
`;
