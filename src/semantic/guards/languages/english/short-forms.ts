/** Names and short forms of the same thing, as `short = long`. */
export const shortForms = `
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
