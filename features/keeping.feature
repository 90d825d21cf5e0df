Feature: Keeping
  Everything is in one store: it is backed up and restored, it knows when it was copied, its secrets are
  sealed, and it forgets a person on request.

  Scenario: A restored store is paused, reads both sides whole, and links what is there before it writes
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Hubflo and Xero are connected in preview
    And I back up
    And the connection goes live
    And Xero has the customer "Ben Brown" with the email "ben@brown.example"
    And 1 hour passes
    When the store is lost, and I restore the backup
    Then the connection is paused
    When 2 days pass without a call
    And Xero has the customer "Ann Abbot" with the email "ann@abbot.example"
    And I reconnect to the same two
    And I resume
    Then both sides were read whole before the first write
    And nobody is in Hubflo twice
    And the contacts stand so:
      | contact    | because        | in Hubflo  |
      | Jane Smith | email and name | Jane Smith |
      | Ben Brown  | email and name | Ben Brown  |
      | Ann Abbot  | created by us  | Ann Abbot  |

  Scenario: An old backup of a live store makes nobody twice
    Given a firm's books, with every case in them
    And its Hubflo is that of the firm
    And its Hubflo and Xero are connected in preview
    And I back up
    And the connection goes live
    When the store is lost, and I restore the backup
    And I resume
    Then nobody is in Hubflo twice
    And nothing was written since

  Scenario: A backup is refused where a store is in use
    Given Hubflo and Xero are connected
    And I back up
    When I try to restore the backup into the store in use
    Then I am told "store not empty"

  Scenario: A backup replaces no file
    Given Hubflo and Xero are connected
    And I back up
    When I try to back up into the same file
    Then I am told "file exists"

  Scenario: A copied store refuses until it is taken over
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Hubflo and Xero are connected
    When the store is copied to another place
    And I run "hubflo-xero status" there
    Then it ends with status 1
    And it says "[wrong-instance]"
    When I take the copy over, and it runs
    And I run "hubflo-xero status" there
    Then it ends with status 0
    And both sides were read whole before the first write
    And nothing was written since
    And nobody is in Hubflo twice

  Scenario: Keys rotate, and the connection goes on
    Given Hubflo and Xero are connected
    When I run "hubflo-xero keys rotate"
    Then it says "The old key is gone"
    When Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And 1 hour passes
    Then Hubflo has 1 contact
    And nothing needs me

  Scenario: Without its key a store opens no secret, and no new key is made
    Given Hubflo and Xero are connected
    When the key file is lost
    And I run "hubflo-xero contacts import"
    Then it ends with status 1
    And it says "[key-file-missing]"
    And there is no key file

  Scenario: A forgotten contact is blanked, and never comes over again
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Hubflo and Xero are connected
    When I forget "Jane Smith"
    Then nothing that we keep holds "Jane" or "jane@smith.example"
    And the contacts stand so:
      | contact | stands   | because   |
      |         | left out | forgotten |
    And Hubflo has 1 contact
    When in Xero the phone of "Jane Smith" becomes "0113 496 0002"
    And 1 day passes
    Then nothing that we keep holds "Jane" or "jane@smith.example"
    And the contacts stand so:
      | contact | stands   | because   |
      |         | left out | forgotten |
    And nothing was written

  Scenario: A held contact that is forgotten asks nothing any more
    Given a question "name other email" about "Jane Smith"
    And Hubflo and Xero are connected
    When I forget "Jane Smith"
    And 1 day passes
    Then nothing needs me
    And nothing that we keep holds "jane@smith.example"
