Feature: Numbers
  The client's document carries Hubflo's number, and Hubflo's API does not tell it. Until a person does, an
  invoice carries a placeholder in Xero, which ends in a letter. No number is ever made up by counting.

  Background:
    Given Hubflo and Xero are connected, and invoices go over from today
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |

  Scenario: A placeholder, until the real number is known
    Given Hubflo issues the invoice "Website" to "Jane Smith"
    Then 1 invoices still carry a placeholder number
    When I give the invoice "Website" the number "2026-031"
    Then these invoices are in Xero:
      | invoice | number   | status            |
      | Website | 2026-031 | awaiting approval |
    And 0 invoices still carry a placeholder number
    And the story of the invoice "Website" says "number set" of "2026-031"
    And the invoices stand so:
      | invoice | stands | edited |
      | Website | linked |        |

  Scenario: The title, where a pattern says so
    Given these settings:
      | setting         | value |
      | number-in-title | F-*   |
    When Hubflo issues these invoices at once:
      | invoice            | to         |
      | Website (F-2026-7) | Jane Smith |
      | Support            | Jane Smith |
    Then these invoices are in Xero:
      | invoice            | number        |
      | Website (F-2026-7) | F-2026-7      |
      | Support            | placeholder A |

  Scenario: A number before it is sent is sent with it
    Given Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Website | Jane Smith | 0    |
    When I give the invoice "Website" the number "2026-031"
    And I choose the tax ZERORATEDOUTPUT for the invoice "Website", for always
    Then these invoices are in Xero:
      | invoice | number   |
      | Website | 2026-031 |
    And the story of the invoice "Website" says "number set" 0 times

  Scenario Outline: Afterwards only while nobody touched it
    Given Hubflo issues the invoice "Website" to "Jane Smith"
    And in Xero the invoice "Website" <deed>
    When I give the invoice "Website" the number "2026-031"
    Then these invoices are in Xero:
      | invoice | number        |
      | Website | placeholder A |
    And the story of the invoice "Website" says "change not made" of "<why>"

    Examples:
      | deed                | why      |
      | is approved         | approved |
      | gets another price  | edited   |

  Scenario: Many at once
    Given Hubflo issues these invoices at once:
      | invoice | to         |
      | Website | Jane Smith |
      | Support | Jane Smith |
    And every call is counted from now on
    When I give these numbers from a file:
      | invoice | number   |
      | Website | 2026-031 |
      | Support | 2026-032 |
    Then these invoices are in Xero:
      | invoice | number   |
      | Website | 2026-031 |
      | Support | 2026-032 |
    And Xero was written to 1 times

  Scenario: All of a file or none
    Given Hubflo issues these invoices at once:
      | invoice | to         |
      | Website | Jane Smith |
      | Support | Jane Smith |
    When I try to give these numbers from a file:
      | invoice | number   |
      | Website | 2026-031 |
      | Support | 2026-031 |
    Then I am told "number twice"
    And 2 invoices still carry a placeholder number

  Scenario: A number of another invoice is refused
    Given Hubflo issues these invoices at once:
      | invoice | to         |
      | Website | Jane Smith |
      | Support | Jane Smith |
    And I give the invoice "Website" the number "2026-031"
    When I try to give the invoice "Support" the number "2026-031"
    Then I am told "number used"

  Scenario: A number that Xero has for something else is not given, and it is told why
    Given Hubflo issues the invoice "Website" to "Jane Smith"
    And Xero has these invoices, typed by hand:
      | number   | to         | net   | date       |
      | 2026-031 | Jane Smith | 10.00 | 2026-03-02 |
    When I give the invoice "Website" the number "2026-031"
    Then the story of the invoice "Website" says "change not made" of "unique"
    And these invoices are in Xero:
      | invoice | number        |
      | Website | placeholder A |

  Scenario: Where Xero makes the numbers, our mark stands at the end of the reference
    Given these settings:
      | setting | value  |
      | numbers | ledger |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these invoices are in Xero:
      | invoice | number   |
      | Website | INV-0001 |
    And the reference of "Website" in Xero ends with our mark
