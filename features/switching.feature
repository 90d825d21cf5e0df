Feature: Switching
  A connection is paused and resumed, everything is stopped and resumed, and a connection is ended.

  Scenario: While it is paused nothing is read and nothing is written
    Given Hubflo and Xero are connected
    When I pause
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And 2 days pass
    Then nothing was asked of anybody since
    And the connection is paused

  Scenario: What came while it was paused comes over after it was resumed
    Given Hubflo and Xero are connected
    And I pause
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    When I run "hubflo-xero resume --yes"
    Then it says, in this order:
      | 1 to create in Hubflo   |
      | 1 contact seen in Xero  |
    And the connection is live
    And Hubflo has 1 contact

  Scenario: A resume that nobody can answer, or that only previews, leaves it paused
    Given Hubflo and Xero are connected
    And I pause
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    When I run "hubflo-xero resume"
    Then it ends with status 2
    And it says "[nobody-to-ask]"
    When I run "hubflo-xero resume --preview"
    Then it says "1 to create in Hubflo"
    And the connection is paused
    And Hubflo has no contacts

  Scenario: A preview may be paused too
    Given Hubflo and Xero are connected in preview
    When I pause
    And 1 day passes
    Then nothing was asked of anybody since

  Scenario: Stopping everything stops every connection, and resuming loses nothing
    Given Hubflo and Xero are connected
    And another Xero organisation "Elm Street Bakery", with the customer "Ben Brown"
    And another Hubflo organization "Elm Street Bakers"
    When I stop everything
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And 3 hours pass
    Then Hubflo has no contacts
    And nothing was written
    When I run "hubflo-xero status --check"
    Then it ends with status 4
    When I resume everything
    And 1 minute passes
    Then Hubflo has 1 contact
    When I run "hubflo-xero status --check"
    Then it ends with status 0

  Scenario: A stop in the middle of an import keeps what is left for later
    Given Xero has these contacts:
      | name       | person     | email              |
      | Jane Smith | Jane Smith | jane@smith.example |
      | Ben Brown  | Ben Brown  | ben@brown.example  |
      | Ann Abbot  | Ann Abbot  | ann@abbot.example  |
    When Hubflo and Xero are connected, and everything is stopped after the first new contact
    Then Hubflo has 1 contact
    When I resume everything
    And 1 minute passes
    Then Hubflo has 3 contacts
    And nobody is in Hubflo twice

  Scenario: Disconnecting ends it here and in Xero, and keeps what came over
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Hubflo and Xero are connected
    When I disconnect
    Then there is no connection
    And Xero has removed the connection
    And Hubflo has 1 contact
    When 2 days pass
    Then nothing was asked of anybody since

  Scenario: Xero keeps it while another connection uses the same consent
    Given Hubflo and Xero are connected
    And another Hubflo organization "Elm Street Bakers"
    And "Elm Street Bakers" is connected as "bakery" to the same Xero organisation by the same consent
    When I disconnect
    Then Xero has kept the connection
    When I disconnect "bakery"
    Then Xero has removed the connection

  Scenario: Xero cannot be reached when I disconnect
    Given Hubflo and Xero are connected
    And Xero cannot be reached
    When I try to disconnect
    Then I am told "unavailable"
    And there is no connection
