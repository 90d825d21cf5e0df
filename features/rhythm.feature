Feature: Rhythm
  Contacts are looked at hourly, all of them each night, and an idle connection asks little.

  Scenario: An idle day costs Xero a known number of calls
    Given a firm's books, with every case in them
    And its Hubflo and Xero are connected
    When 1 day passes, and every call is counted
    Then Xero was called at most 27 times
    And nothing was written since

  Scenario: A change is seen within the hour
    Given Hubflo and Xero are connected
    When Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And 58 minutes pass
    Then Hubflo has no contacts
    When 3 minutes pass
    Then Hubflo has 1 contact

  Scenario: How often is a setting
    Given Hubflo and Xero are connected
    When I set "contacts-every-minutes" to "10"
    And 1 minute passes
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And 11 minutes pass
    Then Hubflo has 1 contact

  Scenario Outline: The night is that of the books
    Given the Xero organisation is in <country>
    And Hubflo and Xero are connected
    When 28 hours pass
    Then all contacts were read at <hour> UTC each night

    Examples:
      | country | hour  |
      | GB      | 02:00 |
      | AU      | 15:00 |
      | US      | 07:00 |

  Scenario: When the night is, is a setting
    Given Hubflo and Xero are connected
    When I set "full-scan-at" to "05:30"
    And 1 day passes
    Then all contacts were read at 05:30 UTC each night

  Scenario: What changed while a reading ran is read again
    Given a crowd of 1100 contacts in Xero
    And its Hubflo and Xero are connected in preview, while a contact changes whose page was read already
    When I ask for a dry run
    Then we know that change

  Scenario: After a long sleep the next look comes at once
    Given Hubflo and Xero are connected
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    When nothing runs for 10 days
    And 1 minute passes
    Then Hubflo has 1 contact
