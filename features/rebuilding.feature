Feature: Rebuilding
  After the store was lost, or an old backup restored, what bears a mark of ours on either side is linked again.
  Nothing is written until a person accepts the list. What contradicts itself is held, and so is what could be
  in Xero already. Nothing is ever created twice.

  Background:
    Given Hubflo and Xero are connected, and invoices go over from today
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
      | Ben Brown  | ben@brown.example  |

  Scenario: Who connects anew after the store was lost is told so, and nothing is created
    Given Xero has the customer "Ann Abbot" with the email "ann@abbot.example"
    And Hubflo issues these invoices at once:
      | invoice | to         | net    |
      | Website | Jane Smith | 100.00 |
      | Logo    | Ben Brown  | 250.00 |
    And in Xero the invoice "Logo" gets the number "INV-77"
    And every call is counted from now on
    When the store is lost
    And I connect anew, and am told that they were joined before
    Then the connection is rebuilding
    And nothing was written since
    And the list says:
      | linked | removed | contradicting | alike | free | customers |
      | 2      | 0       | 0             | 0     | 0    | 2         |
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |
      | Logo    | linked |
    When I accept the list
    Then the connection is in preview
    When I resume, with invoices
    Then nobody is in Hubflo twice
    And Xero has 2 invoices
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |
      | Logo    | linked |

  Scenario: It goes on where it was after an old backup, and what was sent since is linked
    Given I back up
    And Hubflo issues the invoice "Website" to "Jane Smith"
    And Hubflo issues the invoice "Logo" to "Ben Brown"
    And in Xero the invoice "Logo" is deleted
    When the store is lost, and I restore the backup
    And I rebuild
    Then the connection is rebuilding
    And the list says:
      | linked | removed | contradicting | alike | free | customers |
      | 1      | 1       | 0             | 0     | 0    | 2         |
    When I accept the list
    Then the connection is paused
    When I resume
    Then Xero has 2 invoices
    And the invoices stand so:
      | invoice | stands            |
      | Website | linked            |
      | Logo    | removed in ledger |

  Scenario: What is sent anew after a removal gets the number after the last one
    Given Hubflo issues the invoice "Website" to "Jane Smith"
    And in Xero the invoice "Website" is deleted
    And 11 minutes pass
    And I back up
    When I resend the invoice "Website", because "it was right"
    And the store is lost, and I restore the backup
    And I rebuild
    And I accept the list
    And I resume
    Then the invoices stand so:
      | invoice | stands |
      | Website | linked |
    And Xero has 2 invoices

  Scenario: Nothing is made live, paused or sent past the list
    When I rebuild
    And Hubflo issues the invoice "Website" to "Jane Smith"
    Then no invoice is in Xero
    When I run "hubflo-xero status"
    Then it says "Nothing is written until you accept what was found"
    When I run "hubflo-xero resume --yes"
    Then it ends with status 2
    And it says "[rebuilding-first]"
    When I run "hubflo-xero pause"
    Then it says "[rebuilding-first]"
    When I accept the list
    Then the connection is live
    When 2 minutes pass
    Then Xero has 1 invoice

  Scenario: A list is accepted only where there is one
    When I run "hubflo-xero rebuild --accept"
    Then it ends with status 2
    And it says "[not-rebuilding]"
    When I run "hubflo-xero rebuild"
    Then it ends with status 2
    And it says "[nobody-to-ask]"
    And the connection is live

  Scenario: What both sides say of an invoice contradicts itself
    Given Hubflo issues the invoice "Website" to "Jane Smith"
    And Xero has these invoices, typed by hand:
      | number | to         | net    | date       |
      | INV-9  | Jane Smith | 120.00 | 2026-03-02 |
    And in Hubflo the invoice "Website" is made to point to "INV-9"
    When I rebuild
    Then "Website" is held as "marks contradict"
    When I accept the list
    And 2 minutes pass
    Then "Website" is held as "marks contradict"
    And Xero has 2 invoices
    When I link the invoice "Website" to "INV-9", because "booked by hand"
    Then the invoices stand so:
      | invoice | stands |
      | Website | linked |
    And nothing needs me

  Scenario: None of what contradicts itself is it
    Given Hubflo issues the invoice "Website" to "Jane Smith"
    And Xero has these invoices, typed by hand:
      | number | to         | net    | date       |
      | INV-9  | Jane Smith | 120.00 | 2026-03-02 |
    And in Hubflo the invoice "Website" is made to point to "INV-9"
    When I rebuild
    And I accept the list
    And I release the invoice "Website", because "both are wrong"
    Then Xero has 3 invoices

  Scenario: What could be in Xero already is held, whoever it stands on
    Given Hubflo issues the invoice "Older" to "Jane Smith"
    And Xero has the customer "Somebody Else" with the email "else@somebody.example"
    And Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         | net   |
      | Website | Jane Smith | 80.00 |
    And Xero has these invoices, typed by hand:
      | number | to            | net   | date       |
      | INV-9  | Somebody Else | 80.00 | 2026-03-02 |
    When I rebuild
    Then "Website" is held as "looks already there"
    When I accept the list
    And 2 minutes pass
    Then "Website" is held as "looks already there"
    And Xero has 2 invoices
    When I release the invoice "Website", because "it is another one"
    Then Xero has 3 invoices
