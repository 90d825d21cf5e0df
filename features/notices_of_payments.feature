Feature: Notices of payments
  What was paid in Xero alone is recorded in Hubflo once; what went wrong with that is asked about.

  Background:
    Given Hubflo and Xero are connected, and invoices go over from today
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
    And Hubflo issues the invoice "Website" to "Jane Smith"

  Scenario: A notice that lands beside its repeat is an alarm, until Hubflo is corrected
    Given the setting payments-from-ledger is "on"
    And in Xero the invoice "Website" is approved
    And Hubflo will take 20 minutes over the next notice of payment
    When in Xero 1080.00 is matched to "Website"
    And 1 hour passes
    Then in Hubflo 2160.00 of "Website" is paid
    And "Website" is held for its payment as "payment notice twin"
    When in Hubflo the paid amount of "Website" is corrected to 1080.00
    And 10 minutes pass
    Then nothing needs me
