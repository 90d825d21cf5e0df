Feature: Cents
  Xero rounds the tax of each line, Hubflo in a way that nobody wrote down. So an invoice is written in the
  first of several ways in which Xero's sum is Hubflo's. None leaves with another total, or another tax.

  Background:
    Given Hubflo and Xero are connected, and invoices go over from today
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
      | Ben Brown  | ben@brown.example  |

  # --- The ladder ---

  Scenario: As the client sees it, with prices to four places
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line | quantity | price  | discount | rate |
      | Mugs | 7        | 1.2345 | 2.5      | 20   |
    Then the invoices stand so:
      | invoice | stands | rung |
      | Website | linked | a    |
    And in Xero the invoice "Website" has these lines:
      | description | quantity | price  | discount | amount |
      | Mugs        | 7        | 1.2345 | 2.5      | 8.43   |
    And every tax and total in Xero is Hubflo's, to the cent

  Scenario: A line that is finer than Xero keeps goes as one, and says what it was
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line  | quantity | price    | rate |
      | Calls | 1000     | 0.012345 | 20   |
      | Fee   | 1        | 30.00    | 20   |
    Then the invoices stand so:
      | invoice | stands | rung |
      | Website | linked | a2   |
    And in Xero the invoice "Website" has these lines:
      | description             | quantity | price | amount |
      | Calls (1000 x 0.012345) | 1        | 12.35 | 12.35  |
      | Fee                     | 1        | 30    | 30.00  |
    And every tax and total in Xero is Hubflo's, to the cent

  Scenario: With the tax in the amounts, where that comes out right
    Given Hubflo rounds "line half even", and its net total is "with tax"
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line | price | rate |
      | Tea  | 2.50  | 5    |
    Then the invoices stand so:
      | invoice | stands | rung |
      | Website | linked | b    |
    And these invoices are in Xero:
      | invoice | amounts  | tax  | total |
      | Website | with tax | 0.12 | 2.62  |

  Scenario: With the tax of single lines moved by a cent, if that is allowed
    Given the setting cent-rounding is "allow"
    And Hubflo rounds "rate", and its net total is "with tax"
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line | price | rate |
      | One  | 18.57 | 20   |
      | Two  | 25.42 | 20   |
    Then the invoices stand so:
      | invoice | stands | rung |
      | Website | linked | c    |
    And in Xero the invoice "Website" has these lines:
      | amount | tax  |
      | 18.57  | 3.72 |
      | 25.42  | 5.08 |
    And every tax and total in Xero is Hubflo's, to the cent

  # --- Asked once ---

  Scenario: One question for many, and with the answer all go
    Given Hubflo rounds "rate", and its net total is "with tax"
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line | price | rate |
      | One  | 18.57 | 20   |
      | Two  | 25.42 | 20   |
    And Hubflo issues the invoice "Support" to "Ben Brown" with these lines:
      | line | price | rate |
      | One  | 18.57 | 20   |
      | Two  | 25.42 | 20   |
    Then these questions need me:
      | question      | held | document_total | ledger_total |
      | totals differ | 2    | 52.79          | 52.78        |
    And no invoice is in Xero
    When the setting cent-rounding is "allow"
    And 1 minute passes
    Then nothing needs me
    And every tax and total in Xero is Hubflo's, to the cent
    And the invoices stand so:
      | invoice | stands | rung |
      | Website | linked | c    |
      | Support | linked | c    |

  Scenario: Refused, each is a question of its own, and none goes
    Given the setting cent-rounding is "refuse"
    And Hubflo rounds "rate", and its net total is "with tax"
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line | price | rate |
      | One  | 18.57 | 20   |
      | Two  | 25.42 | 20   |
    And Hubflo issues the invoice "Support" to "Ben Brown" with these lines:
      | line | price | rate |
      | One  | 18.57 | 20   |
      | Two  | 25.42 | 20   |
    Then these questions need me:
      | question      | held |
      | totals differ | 1    |
      | totals differ | 1    |
    And no invoice is in Xero

  # --- What Hubflo means ---

  Scenario Outline: What the net total means, and how it is rounded, is seen from the invoices
    Given the setting cent-rounding is "allow"
    And Hubflo rounds "<way>", and its net total is "<net>"
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line | quantity | price | rate |
      | One  | 1        | 18.57 | 20   |
      | Two  | 1        | 25.42 | 20   |
      | Tea  | 3        | 0.83  | 5    |
      | Gift | 1        | 4.99  | 20   |
    And Hubflo issues the invoice "Support" to "Jane Smith" with these lines:
      | line | quantity | price | discount | rate |
      | Ink  | 1.5      | 33.33 | 10       | 20   |
      | Pens | 7        | 0.35  |          | 20   |
    Then nothing needs me
    And every tax in Xero is Hubflo's, and every total is its net total "<net>"

    Examples:
      | way            | net         |
      | line half up   | with tax    |
      | line half up   | without tax |
      | line half even | with tax    |
      | line half even | without tax |
      | rate           | with tax    |
      | rate           | without tax |
      | none           | with tax    |
      | none           | without tax |

  Scenario: An invoice of one rate is never asked about for how others are rounded
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line  | price | rate |
      | One   | 0.55  | 20   |
      | Two   | 2.68  | 20   |
      | Three | 0.70  | 20   |
    Then nothing needs me
    And every tax and total in Xero is Hubflo's, to the cent
