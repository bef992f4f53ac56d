/**
 * Short forms, initials and brand names of one thing, as `short=long`. They are read in exactly this form: `ac` has no
 * plural and no past. Those that everyday words look like stand only where the other reading makes no question (`temp`).
 */
export const shortForms = `
ny=new_york nyc=new_york_city la=los_angeles sf=san_francisco dc=washington_dc uk=united_kingdom britain=united_kingdom
great_britain=united_kingdom us=united_states usa=united_states america=united_states u.s=united_states u.s.a=united_states
united_states_of_america=united_states uae=united_arab_emirates eu=european_union holland=netherlands philly=philadelphia
vegas=las_vegas frisco=san_francisco bombay=mumbai
js=javascript ts=typescript py=python postgresql=postgres psql=postgres k8s=kubernetes vscode=visual_studio_code
vs_code=visual_studio_code gcp=google_cloud google_cloud_platform=google_cloud aws=amazon_web_services
osx=macos mac_os=macos mac=macos db=database dbs=databases regexp=regex regular_expression=regex regular_expressions=regex
env=environment envs=environment repo=repository repos=repository config=configuration configs=configuration
docs=documentation doc=document params=parameter param=parameter arg=argument args=argument
func=function funcs=function dev=developer devs=developer prod=production auth=authentication async=asynchronous
sync=synchronize syncing=synchronize synced=synchronize dir=directory dirs=directory attr=attribute attrs=attribute
var=variable vars=variable dict=dictionary dicts=dictionary num=number str=string lib=library libs=library
pkg=package cmd=command exe=executable img=image imgs=image msg=message msgs=message btn=button
xls=excel spreadsheet_excel=excel gdrive=google_drive gmail_account=gmail fb=facebook ig=instagram insta=instagram
yt=youtube amex=american_express x_formerly_twitter=twitter azure_ad=azure_active_directory
entra_id=azure_active_directory microsoft_entra_id=azure_active_directory microsoft_azure_active_directory=azure_active_directory
mfa=multi_factor_authentication 2fa=two_factor_authentication two_step_verification=two_factor_authentication
two_step_authentication=two_factor_authentication two_factor_verification=two_factor_authentication
sso=single_sign_on ui=user_interface os=operating_system pto=paid_time_off ac=air_conditioning a/c=air_conditioning
aircon=air_conditioning air_conditioner=air_conditioning air_con=air_conditioning wi_fi=wifi wireless_internet=wifi
hdd=hard_drive hard_disk=hard_drive hard_disk_drive=hard_drive ssd=solid_state_drive nas=network_attached_storage
thumb_drive=usb_stick flash_drive=usb_stick usb_drive=usb_stick usb_flash_drive=usb_stick usb_key=usb_stick
id_card=id identification=id identity=id ids=id
atm=cash_machine atms=cash_machine cash_machines=cash_machine cashpoint=cash_machine checking_account=current_account
cd=certificate_of_deposit apr=annual_percentage_rate ach=automated_clearing_house vat=value_added_tax
irs=internal_revenue_service ssn=social_security_number llc=limited_liability_company po=purchase_order
tylenol=paracetamol acetaminophen=paracetamol panadol=paracetamol advil=ibuprofen motrin=ibuprofen nurofen=ibuprofen
aleve=naproxen xanax=alprazolam prozac=fluoxetine zoloft=sertraline lexapro=escitalopram viagra=sildenafil
lipitor=atorvastatin valium=diazepam zyrtec=cetirizine claritin=loratadine
bp=blood_pressure uti=urinary_tract_infection std=sexually_transmitted_disease stds=sexually_transmitted_disease
sti=sexually_transmitted_disease stis=sexually_transmitted_disease flu=influenza utis=urinary_tract_infection
otc=over_the_counter er=emergency_room a&e=emergency_room gp=general_practitioner bmi=body_mass_index
asap=as_soon_as_possible eta=estimated_time_of_arrival faq=frequently_asked_question faqs=frequently_asked_question
cv=resume curriculum_vitae=resume hq=headquarters hr=human_resources phd=doctorate phds=doctorate
bachelor_degree=bachelors diy=do_it_yourself tos=terms_of_service terms_and_conditions=terms_of_service t&cs=terms_of_service
rma=return_authorization return_merchandise_authorization=return_authorization doa=dead_on_arrival
qty=quantity max=maximum min=minimum temp=temperature temps=temperature info=information pic=photo pics=photo
oz=ounce lb=pound lbs=pound kg=kilogram km=kilometer cm=centimeter tbsp=tablespoon tbsps=tablespoon tsp=teaspoon tsps=teaspoon veggie=vegetable veggies=vegetable veg=vegetable vegs=vegetable
bday=birthday b_day=birthday xmas=christmas appt=appointment appts=appointment vs=versus approx=approximately
acct=account accts=account admin=administrator admins=administrator mgr=manager dept=department depts=department
addr=address dob=date_of_birth pwd=password pw=password passwd=password
tmrw=tomorrow tmr=tomorrow tonite=tonight thru=through wknd=weekend pros=advantage cons=disadvantage
cheque=check cheques=check woods=forest wages=wage clothes=clothing meds=medication ppl=people govt=government
wfh=work_from_home mins=minute hrs=hour yrs=year lbs=pound kgs=kilogram kms=kilometer
ad=advertisement ads=advertisement advert=advertisement adverts=advertisement lab=laboratory labs=laboratory
vet=veterinarian vets=veterinarian stats=statistics specs=specification spec=specification
funds=money british=united_kingdom cpu=processor cpus=processor signs=symptom data_base=database
ai=artificial_intelligence auto_renewal=automatic_renewal auto_renew=automatic_renewal
`;
