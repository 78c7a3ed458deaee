/**
 * Passwords that every guessing list begins with and that are long enough to pass the length rule. In lower case;
 * shorter ones, repetitions and runs of keys are refused by rule.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `password12 password123 password1234 password12345 password123456 password01 password001 password2020 password2021
  password2022 password2023 password2024 password2025 password2026 passwordpassword password!1 password1! password123!
  password@123 passw0rd123 passw0rd123! p@ssword123 p@ssw0rd123 p@ssw0rd1234 p@ssw0rd123! mypassword mypassword1
  mypassword123 newpassword newpassword1 yourpassword thepassword nopassword changeme123 changeme1234 changemenow
  pleasechangeme changethis1 letmein123 letmein1234 letmein123! letmeinnow letmeinplease welcome123 welcome1234
  welcome123! welcome@123 welcome2023 welcome2024 welcome2025 welcome2026 iloveyou12 iloveyou123 iloveyou1234
  iloveyou2 iloveyou!1 iloveyousomuch ilovemymom iloveyoubaby qwerty1234 qwerty12345 qwerty123456 qwerty123!
  qwertyqwerty qwerty@123 asdfasdfasdf abcd123456 abc1234567 abc123456789 abcabcabc1 a123456789 aa123456789
  a1234567890 q1w2e3r4t5 q1w2e3r4t5y6 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc zaq12wsxcde3 zaq1zaq1zaq1
  qazwsxedcrfv qazwsxedc1 1qaz1qaz1qaz admin12345 admin123456 admin@1234 administrator administrator1 adminadmin
  adminadmin1 adminpassword rootpassword root123456 superadmin superuser1 superman123 superman12 batman1234
  spiderman1 spiderman123 pokemon123 dragon1234 dragonball dragonballz monkey1234 football12 football123 baseball12
  baseball123 basketball basketball1 basketball23 sunshine12 sunshine123 princess12 princess123 princess1234
  michael123 jordan2323 charlie123 jennifer12 jessica123 ashley1234 daniel1234 master1234 shadow1234 trustno1234
  whatever12 whatever123 starwars12 starwars123 computer12 computer123 internet12 internet123 liverpool1
  liverpool123 chelsea123 arsenal123 barcelona1 realmadrid manchester manutd1234 cocacola12 chocolate1 chocolate123
  butterfly1 butterfly12 butterfly123 friendship forever123 lovelovelove loveyou123 secret1234 secret12345
  topsecret1 supersecret supersecret1 secretpassword samsung123 samsung1234 google1234 facebook12 facebook123
  microsoft1 windows123 linux12345 test123456 testtest12 testtest123 testtesttest test1234567 testing123
  testing1234 testpassword temp123456 temppassword temporary1 default123 defaultpassword guest12345 guestguest
  user123456 useruser12 username12 username123 login12345 login123456 access1234 access12345 correcthorsebatterystaple
  throughline throughline1 throughline123 summer2023! summer2024! summer2025! summer2026! winter2023! winter2024!
  winter2025! winter2026! spring2024! spring2025! spring2026! autumn2024! autumn2025! autumn2026! january2026
  december2025 0987654321 1029384756 1357924680 1122334455 1212121212 1231231231 123123123123 123321123321
  1234554321 123456789a 123456789q 1234567890a 1234567891 12345678910 1234567899 123456abcd 123abc123abc
  112233445566 147258369 1472583690 147852369 789456123 7894561230 9876543210 987654321a 3141592653 2718281828
  0123456789 01234567890 1111122222 1q1q1q1q1q 11111aaaaa aaaaa11111 asdf123456 asdfghjkl1 zxcvbnm123 zxcvbnm1234
  hello12345 hello123456 helloworld helloworld1 hellohello goodmorning godisgood1 jesuschrist jesus12345
  blessed123 mother1234 father1234 family1234 freedom123 happiness1 thunder123 phoenix123 killer1234 hunter1234
  matrix1234 mustang123 corvette12 ferrari123 mercedes12 porsche911 harley1234 soccer1234 hockey1234 tigger1234
  ginger1234 pepper1234 cheese1234 cookie1234 banana1234 orange1234 purple1234 silver1234 diamond123 q123456789`
    .split(/\s+/)
    .filter((each) => each.length >= 10),
)
