"""The columns of the published files, as their publishers name them."""

from __future__ import annotations


def columns(text: str) -> list[object]:
    """Headings written with commas between them."""
    return list(text.replace("\n", "").split(","))


MAP = columns(
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
    "ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,ICB_CODE,"
    "ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME"
)
TOTALS = columns(
    "PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,"
    "SEX,AGE,NUMBER_OF_PATIENTS"
)
BY_AGE = columns(
    "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,"
    "NUMBER_OF_PATIENTS"
)
BY_AREA = columns(
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS"
)
NETWORK_SHEET = columns(
    "PCN Code,PCN Name,Current Sub ICB Loc Code,Sub ICB Location,Open Date,Close Date,"
    "Address Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,Postcode"
)
MEMBER_SHEET: list[object] = [
    "Partner\nOrganisation\nCode",
    "Partner\nName",
    "Practice\nParent\nSub ICB Loc Code",
    "Practice\nParent\nSub ICB Loc Name",
    "PCN Code",
    "PCN Name",
    "PCN Parent\nSub ICB Loc Code",
    "PCN Parent\nSub ICB Loc Name",
    "Practice to PCN\nRelationship\nStart Date",
    "Practice to PCN\nRelationship\nEnd Date",
    "Practice Sub ICB Loc and PCN Sub ICB Loc Match ",
]
AREA_LOOKUP = columns(
    "LSOA21CD,LSOA21NM,MSOA21CD,MSOA21NM,MSOA21HCLNM,WD24CD,WD24NM,LAD24CD,LAD24NM,SICBL24CD,"
    "SICBL24CDH,SICBL24NM,ICB24CD,ICB24CDH,ICB24NM,RGN24CD,RGN24NM,RUC21CD,RUC21NM"
)
SYSTEM_LOOKUP = columns(
    "SICBL22CD,SICBL22CDH,SICBL22NM,ICB22CD,ICB22CDH,ICB22NM,NHSER22CD,NHSER22CDH,NHSER22NM,"
    "ObjectId"
)
CHANGES = columns("LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD,LAD22NM")
IMD_2019 = columns(
    "LSOA11CD,LSOA11NM,IMD,Income,Employment,Education,Health,Crime,Barriers (H&S),Environment,"
    "IDACI,IDAOPI,YouthSubDomain,AdultSkills,Barriers (Geo),Barriers (Wider),IndoorsSubDomain,"
    "OutdoorSubDomain,Population (Total),Population (0-15),Population (16-59),Population (60+),"
    "Population (Working),IMD_RANK,IMD_DECILE"
)
COORDINATES = columns("OrganisationCode,OrganisationName,PCDS,Lat,Long,Status,PrescribingSetting")
STAFF = columns(
    "data_source,census_year,census_month,pcn_code,pcn_name,sub_icb_code,sub_icb_name,icb_code,"
    "icb_name,comm_region_code,comm_region_name,staff_group,staff_role,detailed_staff_role,"
    "headcount_rows,fte"
)
PRACTICE_STAFF = columns(
    "PRAC_CODE,FISCAL_YEAR,ICB_NAME,TOTAL_PATIENTS,TOTAL_GP_EXTGL_FTE,TOTAL_LOCUUM_TRN_FTE,"
    "TOTAL_NURSES_FTE,TOTAL_DPC_FTE,TOTAL_ADMIN_FTE,TOTAL_GP_PTNR_PROV_FTE,TOTAL_GP_EXTGL_HC"
)
NEIGHBOURHOODS = columns(
    "neighbourhood_code,neighbourhood_name,area_kind,area_code,starts_on,ends_on"
)
ORGANISATIONS = columns("code,kind,name,postcode,starts_on,ends_on")
RELATIONSHIPS = columns("subject_code,role,object_code,starts_on,ends_on")
ROLE_HOLDERS = columns(
    "organisation_code,role,person_name,email,phone,covers_for,is_published,starts_on,ends_on"
)
RESIDENTS = columns("LSOA21CD,LSOA21NM,Age (6 categories),Observation")
QOF = columns("PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE")
APPOINTMENT_START = columns(
    "month,gp_code,gp_name,supplier,pcn_code,pcn_name,sub_icb_location_code,sub_icb_location_name"
)
APPOINTMENTS = columns(
    "appointments,list_size,appointments_per_1_000_patients_appointments_per_1000_patients"
)
APPOINTMENT_WAITS = columns(
    "same_day,col_1_day,col_2_to_7_days,col_8_to_14_days,col_15_to_21_days,col_22_to_28_days,"
    "more_than_28_days,unknown_data_quality"
)
APPOINTMENT_MODES = columns(
    "face_to_face,home_visit,telephone,video_online_video_conference_online,unknown"
)
APPOINTMENT_STATUSES = columns("attended,dna,unknown")
ONLINE = columns(
    "month,gp_code,gp_name,pcn_code,pcn_name,sub_icb_code,sub_icb_name,icb_code,icb_name,"
    "region_code,region_name,supplier,submissions,clinical_submissions,administrative_submissions,"
    "other_unknown_type_submissions,registered_patient_count,rate_per_1_000_registered_patients,"
    "participation"
)
RATINGS = columns(
    "Practice.Code,Year,location_name,service_population_group,domain,latest_rating,"
    "inherited_rating_y_n,ICB_NAME"
)
SURVEY = columns("ods_code,ICB_CODE,gpps_overall_pct,gpps_contact_pct,gpps_responses")
ETHNICITY = columns("lsoa21_code,ethnic_group,n,total_residents")
DISABILITY = columns("lsoa21_code,disability,n,total_residents")
