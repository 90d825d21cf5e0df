Feature: Outages
  A side that cannot be used is waited for, tried ever more rarely, and goes on by itself.
  Only what a person must mend is told as a question, and all work is kept.

  Scenario Outline: A side that cannot be reached is waited for
    Given Hubflo and Xero are connected
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And <side> <trouble>
    When 2 hours pass
    Then "unreachable" is waited for, of <side>
    And nothing needs me
    And Hubflo has no contacts
    When <side> works again
    And 15 minutes pass
    Then nothing is waited for
    And Hubflo has these contacts:
      | name       |
      | Jane Smith |

    Examples:
      | side   | trouble                |
      | Xero   | cannot be reached      |
      | Xero   | answers only errors    |
      | Xero   | answers with web pages |
      | Xero   | is offline             |
      | Hubflo | cannot be reached      |
      | Hubflo | answers only errors    |
      | Hubflo | answers with web pages |

  Scenario: A list that Xero refuses is waited for, and said with Xero's words
    Given Hubflo and Xero are connected
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Xero refuses whatever speaks of "page" as a whole
    When 2 hours pass
    Then "unreachable" is waited for, of Xero
    And nothing needs me
    When Xero refuses nothing any more
    And 15 minutes pass
    Then nothing is waited for
    And Hubflo has 1 contact

  Scenario Outline: A side that is down is tried ever more rarely
    Given Hubflo and Xero are connected
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And <side> cannot be reached
    When 8 hours pass
    Then <side> was tried between 50 and 250 times

    Examples:
      | side   |
      | Xero   |
      | Hubflo |

  Scenario: An import goes on where Hubflo broke off
    Given a firm's books, with every case in them
    And its Hubflo is that of the firm
    And Hubflo cannot be reached from its 20th call on
    When its Hubflo and Xero are connected
    And Hubflo works again
    And 30 minutes pass
    Then every contact stands where the books say it should
    And nobody is in Hubflo twice

  Scenario Outline: Xero's limits are kept, and the work goes on after them
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Xero says once that the limit of the <limit> is reached, for <seconds> seconds
    When Hubflo and Xero are connected
    And <before> minutes pass
    Then Hubflo has no contacts
    And nothing needs me
    And Xero was called at most 1 time
    When <after> minutes pass
    Then Hubflo has 1 contact

    Examples:
      | limit  | seconds | before | after |
      | minute | 120     | 1      | 3     |
      | day    | 36000   | 590    | 20    |

  Scenario: Hubflo's limit is kept, and the work goes on after it
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Hubflo says once that its limit is reached
    When Hubflo and Xero are connected
    Then Hubflo has no contacts
    When 2 minutes pass
    Then Hubflo has 1 contact
    And nothing needs me

  Scenario: A lost consent is one question, and the work is kept
    Given Hubflo and Xero are connected
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    When in Xero the app is disconnected
    And 3 hours pass
    Then these questions need me:
      | question                        | held |
      | ledger organisation disconnected | 1   |
    And the sentence says:
      | Hartley & Moss Consulting Ltd   |
      | hubflo-xero connect             |
      | Nothing is lost                 |
    When I run "hubflo-xero status --check"
    Then it ends with status 4
    When I reconnect to the same two
    And 1 minute passes
    Then nothing needs me
    And Hubflo has 1 contact
    When I run "hubflo-xero status --check"
    Then it ends with status 0

  Scenario: A consent that nobody used for 60 days is lost
    Given Hubflo and Xero are connected
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    When nothing runs for 61 days
    And 1 hour passes
    Then these questions need me:
      | question         | held |
      | ledger reconnect | 1    |
    When I reconnect to the same two
    And 1 minute passes
    Then nothing needs me
    And Hubflo has 1 contact

  Scenario: A lost consent is probed once an hour and no oftener
    Given Hubflo and Xero are connected
    And in Xero the app is disconnected
    When 8 hours pass
    Then Xero was called at most 12 times

  Scenario: A consent that lacks a permission is told apart, and does not loop
    Given Hubflo and Xero are connected by a consent that lacks the permission for contacts
    When 1 hour passes
    Then these questions need me:
      | question             | held |
      | ledger scope missing | 1    |
    And Xero was called at most 10 times

  Scenario: A replaced Hubflo key is one question, and the work is kept
    Given Hubflo and Xero are connected
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    When in Hubflo another key is generated
    And 2 hours pass
    Then these questions need me:
      | question               | held |
      | portal api key refused | 1    |
    When I run "hubflo-xero status --check"
    Then it ends with status 4
    When I reconnect to the same two
    And 1 minute passes
    Then nothing needs me
    And Hubflo has 1 contact

  Scenario: A connection in trouble never stops another one
    Given Hubflo and Xero are connected
    And another Xero organisation "Elm Street Bakery", with the customer "Ben Brown"
    And another Hubflo organization "Elm Street Bakers"
    And in Xero the app is disconnected
    When "Elm Street Bakers" and "Elm Street Bakery" are connected as "bakery"
    And 1 hour passes
    Then "Elm Street Bakers" has the contacts "Ben Brown" and no other

  Scenario: An access token ends each half hour, and nobody notices
    Given Hubflo and Xero are connected
    When Xero says once that the access token has ended
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And 1 hour passes
    Then Hubflo has 1 contact
    And nothing needs me

  Scenario: The answer with the new tokens is lost, and the old ones are used again
    Given Hubflo and Xero are connected
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Xero's answer to the next refresh is lost after it was done
    When 2 hours pass
    Then Hubflo has 1 contact
    And nothing needs me
