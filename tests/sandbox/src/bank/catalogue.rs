//! The four banks of the sandbox, with the answers of their published test users.

use northbricks::model;

/// A bank, and how it behaves.
#[derive(Debug)]
pub(crate) struct Bank {
    pub(crate) bic: &'static str,
    pub(crate) short_name: &'static str,
    pub(crate) full_name: &'static str,
    pub(crate) country: &'static str,
    pub(crate) website: &'static str,
    pub(crate) currency: &'static str,
    /// The number of digits after the check digits of an IBAN.
    pub(crate) bban_length: usize,
    /// What the bank calls a current account, a savings account and a card.
    pub(crate) account_types: [&'static str; 3],
    /// What the consent page asks, page by page.
    pub(crate) steps: &'static [Step],
}

/// One page of questions.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) questions: &'static [Question],
}

/// One question.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) answer: Answer,
}

/// The right answer to a question.
#[derive(Debug)]
pub(crate) enum Answer {
    Text(&'static str),
    Password(&'static str),
    /// A Swedish personal identity number: any valid one. This example is shown to the user.
    PersonalNumber(&'static str),
    /// One of several, by index.
    Choice(&'static [&'static str], usize),
}

/// All banks.
pub(crate) static BANKS: [Bank; 4] = [
    Bank {
        bic: "ESSESESS",
        short_name: "SEB",
        full_name: "Skandinaviska Enskilda Banken AB",
        country: "SE",
        website: "https://seb.se",
        currency: "SEK",
        bban_length: 20,
        account_types: ["Privatkonto", "Enkla sparkontot", "Kreditkort"],
        steps: &[Step {
            questions: &[
                Question { name: "username", label: "User name", answer: Answer::Text("6101122640") },
                Question { name: "password", label: "Password", answer: Answer::Password("Doris") },
            ],
        }],
    },
    Bank {
        bic: "SWEDSESS",
        short_name: "Swedbank",
        full_name: "Swedbank AB",
        country: "SE",
        website: "https://www.swedbank.se",
        currency: "SEK",
        bban_length: 20,
        account_types: ["Privatkonto", "e-sparkonto", "Betal- och kreditkort"],
        steps: &[Step {
            questions: &[Question {
                name: "ssn",
                label: "Social security number (12 digits)",
                answer: Answer::PersonalNumber("201212121212"),
            }],
        }],
    },
    Bank {
        bic: "NDEAFIHH",
        short_name: "Nordea",
        full_name: "Nordea Bank Abp",
        country: "FI",
        website: "https://www.nordea.fi",
        currency: "EUR",
        bban_length: 14,
        account_types: ["Käyttötili", "Säästötili", "Luottokortti"],
        steps: &[
            Step { questions: &[Question { name: "username", label: "User name", answer: Answer::Text("123456") }] },
            Step {
                questions: &[Question {
                    name: "method",
                    label: "How do you want to identify yourself?",
                    answer: Answer::Choice(&["mobile online", "mobile offline", "code card"], 1),
                }],
            },
            Step { questions: &[Question { name: "code", label: "Code", answer: Answer::Password("111111") }] },
        ],
    },
    Bank {
        bic: "DEUTDEFF",
        short_name: "Deutsche Bank",
        full_name: "Deutsche Bank AG",
        country: "DE",
        website: "https://www.deutsche-bank.de",
        currency: "EUR",
        bban_length: 18,
        account_types: ["Girokonto", "Sparkonto", "Kreditkarte"],
        steps: &[Step {
            questions: &[
                Question { name: "branch", label: "Branch", answer: Answer::Text("100") },
                Question { name: "account", label: "Account", answer: Answer::Text("1000425") },
                Question { name: "sub-account", label: "Sub-account", answer: Answer::Text("00") },
                Question { name: "pin", label: "PIN", answer: Answer::Password("20348") },
            ],
        }],
    },
];

/// The bank with this BIC.
pub(crate) fn find(bic: &str) -> Option<&'static Bank> {
    BANKS.iter().find(|bank| bank.bic == bic)
}

impl Bank {
    /// The bank's representation in the API.
    pub(crate) fn model(&self, origin: &str) -> model::Bank {
        let mut bank = model::Bank::new(self.bic);
        bank.short_name = Some(self.short_name.to_owned());
        bank.full_name = Some(self.full_name.to_owned());
        bank.country = Some(self.country.to_owned());
        bank.logo = Some(format!("{origin}/logos/{}.svg", self.bic));
        bank.website = Some(self.website.to_owned());
        bank
    }
}

impl Answer {
    /// Whether the user's input is correct.
    pub(crate) fn accepts(&self, typed: &str) -> bool {
        let typed = typed.trim();
        match self {
            Self::Text(right) | Self::Password(right) => typed == *right,
            Self::PersonalNumber(_) => is_personal_number(typed),
            Self::Choice(choices, right) => choices.get(*right) == Some(&typed),
        }
    }

    /// The input that the user is told to type.
    pub(crate) fn right(&self) -> &'static str {
        match self {
            Self::Text(right) | Self::Password(right) | Self::PersonalNumber(right) => right,
            Self::Choice(choices, right) => choices.get(*right).copied().unwrap_or_default(),
        }
    }
}

/// Whether a text is a Swedish personal identity number with its century: a date, and a Luhn check
/// digit over the last ten digits.
fn is_personal_number(text: &str) -> bool {
    let digits: String = text.chars().filter(|letter| !matches!(letter, '-' | ' ')).collect();
    if digits.len() != 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (Some(date), Some(checked)) = (digits.get(..8), digits.get(2..)) else { return false };
    let luhn: u32 = checked
        .bytes()
        .enumerate()
        .map(|(index, byte)| {
            let digit = u32::from(byte - b'0') * if index % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    luhn.is_multiple_of(10) && jiff::civil::Date::strptime("%Y%m%d", date).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{BANKS, find, is_personal_number};

    #[test]
    fn personal_numbers_have_a_date_and_a_check_digit() {
        for good in ["201212121212", "20121212-1212", "198112189876"] {
            assert!(is_personal_number(good), "{good}");
        }
        for bad in ["", "6101122640", "201212121213", "201213121211", "20121212121x", "１２１２１２１２１２１２"]
        {
            assert!(!is_personal_number(bad), "{bad}");
        }
    }

    #[test]
    fn every_question_takes_the_answer_that_it_shows() {
        for bank in &BANKS {
            for question in bank.steps.iter().flat_map(|step| step.questions) {
                assert!(question.answer.accepts(question.answer.right()), "{} {}", bank.bic, question.name);
                assert!(!question.answer.accepts("wrong"));
            }
            assert_eq!(find(bank.bic).map(|bank| bank.short_name), Some(bank.short_name));
        }
    }
}
