Feature: Days
  An invoice carries the day that it has where the books are kept, whatever the clock in Hubflo says.

  Scenario Outline: The day is cut where the books are
    Given the Xero organisation is in <country>
    And it is <day> at 20:00 UTC
    And Hubflo and Xero are connected, and invoices go over from today
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
    And Hubflo bills in "<currency>" from now on
    And it is <day> at <hour> UTC
    When Hubflo issues these invoices at once:
      | invoice | to         | rate   |
      | Website | Jane Smith | <rate> |
    Then these invoices are in Xero:
      | invoice | date   | due   |
      | Website | <date> | <due> |

    Examples:
      | country | currency | rate | day        | hour  | date       | due        |
      | GB      | GBP      | 20   | 2026-06-30 | 22:30 | 2026-06-30 | 2026-07-30 |
      | GB      | GBP      | 20   | 2026-06-30 | 23:30 | 2026-07-01 | 2026-07-31 |
      | GB      | GBP      | 20   | 2026-12-31 | 23:30 | 2026-12-31 | 2027-01-30 |
      | AU      | AUD      | 10   | 2026-12-31 | 23:30 | 2027-01-01 | 2027-01-31 |
