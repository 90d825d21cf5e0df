Feature: What people do in Xero
  After it was created an invoice belongs to the accountant. What they do is shown, and never overwritten.

  Background:
    Given Hubflo and Xero are connected, and invoices go over from today
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
      | Ben Brown  | ben@brown.example  |
    And Hubflo issues the invoice "Website" to "Jane Smith"
    And every call is counted from now on

  Scenario Outline: Their steps are told
    When in Xero the invoice "Website" <deed>
    And 10 minutes pass
    Then the story of the invoice "Website" says "<event>" 1 time
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |
    And nothing needs me

    Examples:
      | deed                  | event                  |
      | is approved           | document approved      |
      | is sent back to draft | document back to draft |

  Scenario: What is approved waits for approval no more
    Then these amounts are issued and not approved:
      | month   | count | net    | tax    |
      | 2026-03 | 1     | 900.00 | 180.00 |
    When in Xero the invoice "Website" is approved
    And 10 minutes pass
    Then these amounts are issued and not approved:
      | month | count | net | tax |

  Scenario Outline: What they edit is shown as edited, and stays as they made it
    Given Xero has these contacts:
      | name          | email                |
      | Somebody Else | other@office.example |
    When in Xero <deed>
    And 10 minutes pass
    Then the invoices stand so:
      | invoice | stands | edited   |
      | Website | linked | <edited> |
    And the story of the invoice "Website" says "document edited" 1 time
    And Xero was written to 0 times
    And nothing needs me

    Examples:
      | deed                                                            | edited             |
      | the reference of the invoice "Website" becomes "Ours"           | reference          |
      | the due date of the invoice "Website" becomes "2026-05-01"      | due date           |
      | the invoice "Website" gets another price                        | line 1, tax, total |
      | the invoice "Website" is billed to somebody else                | contact            |

  Scenario: What Xero does not call a change is seen in the night
    Given Xero has these contacts:
      | name       | email               |
      | Jane Jones | jane@jones.example  |
    And 1 hour passes
    And in Xero "Jane Smith" is merged into "Jane Jones"
    When 1 hour passes
    Then the invoices stand so:
      | invoice | stands | edited |
      | Website | linked |        |
    When 1 day passes
    Then the invoices stand so:
      | invoice | stands | edited  |
      | Website | linked | contact |
    And Xero was written to 0 times

  Scenario: What they edit back is edited no more
    Given in Xero the invoice "Website" gets another price
    And 10 minutes pass
    When in Xero the invoice "Website" gets the price back
    And 10 minutes pass
    Then the invoices stand so:
      | invoice | stands | edited |
      | Website | linked |        |

  Scenario: Another number breaks nothing
    Given in Xero the invoice "Website" gets the number "INV-0042"
    And 10 minutes pass
    Then the story of the invoice "Website" says "document renumbered" of "INV-0042"
    And the invoices stand so:
      | invoice | stands | edited |
      | Website | linked |        |
    When in Xero the invoice "INV-0042" is approved
    And 10 minutes pass
    Then the story of the invoice "INV-0042" says "document approved" 1 time

  Scenario Outline: Their no is an end, and a person may send it anew with the next letter
    Given in Xero the invoice "Website" <before>
    When in Xero the invoice "Website" <deed>
    And 2 hours pass
    Then the invoices stand so:
      | invoice | stands            | because   |
      | Website | removed in ledger | <because> |
    And nothing needs me
    And Xero was written to 0 times
    When I resend the invoice "Website", because "it was right after all"
    Then these invoices are in Xero:
      | invoice | number        | status            | linked |
      | Website | placeholder A | <because>         | False  |
      | Website | placeholder B | awaiting approval | True   |
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |

    Examples:
      | before                  | deed       | because |
      | is sent back to draft   | is deleted | deleted |
      | is approved             | is voided  | voided  |

  Scenario Outline: Only what is removed is sent anew, and only with a reason
    Given in Xero the invoice "Website" <deed>
    And 10 minutes pass
    When I try to resend the invoice "Website", because "<because>"
    Then I am told "<problem>"

    Examples:
      | deed        | because | problem         |
      | is approved | why not | invoice cannot  |
      | is deleted  |         | because missing |

  # --- What is there already ---

  Scenario: It looks already there, and it is the same
    Given Xero has these invoices, typed by hand:
      | number   | to         | net    | date       |
      | INV-0412 | Jane Smith | 500.00 | 2026-03-04 |
    And 10 minutes pass
    When Hubflo issues these invoices at once:
      | invoice | to         | net    |
      | Support | Jane Smith | 500.00 |
    Then these questions need me:
      | question            | held |
      | looks already there | 1    |
    And the question says of its documents: "INV-0412"
    And Xero has 2 invoices
    When I link the invoice "Support" to "INV-0412"
    Then nothing needs me
    And Xero has 2 invoices
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |
      | Support | linked |
    And in Hubflo the invoice "Support" points to "INV-0412"

  Scenario: It looks already there, and it is another one
    Given Xero has these invoices, typed by hand:
      | number   | to         | net    | date       |
      | INV-0412 | Jane Smith | 500.00 | 2026-03-04 |
    And 10 minutes pass
    And Hubflo issues these invoices at once:
      | invoice | to         | net    |
      | Support | Jane Smith | 500.00 |
    When I release the invoice "Support", because "there were two"
    Then nothing needs me
    And Xero has 3 invoices

  Scenario: It looked already there, and is deleted in Xero
    Given Xero has these invoices, typed by hand:
      | number   | to         | net    | date       |
      | INV-0412 | Jane Smith | 500.00 | 2026-03-04 |
    And 10 minutes pass
    And Hubflo issues these invoices at once:
      | invoice | to         | net    |
      | Support | Jane Smith | 500.00 |
    When in Xero the invoice "INV-0412" is voided
    And 10 minutes pass
    Then nothing needs me
    And these invoices are in Xero:
      | invoice |
      | Website |
      | Support |

  Scenario Outline: What only resembles it is no question
    Given Xero has these invoices, typed by hand:
      | number   | to   | net   | date   |
      | INV-0412 | <to> | <net> | <date> |
    And 10 minutes pass
    When Hubflo issues these invoices at once:
      | invoice | to         | net    |
      | Support | Jane Smith | 500.00 |
    Then nothing needs me
    And Xero has 3 invoices

    Examples:
      | to         | net    | date       |
      | Jane Smith | 500.01 | 2026-03-02 |
      | Jane Smith | 500.00 | 2026-03-10 |
      | Jane Smith | 500.00 | 2026-02-22 |

  # --- Linking by hand ---

  Scenario: A document that differs is linked only with a reason
    Given Xero has these invoices, typed by hand:
      | number   | to         | net    | date       |
      | INV-0500 | Jane Smith | 470.00 | 2026-03-02 |
    And Hubflo issues these invoices at once:
      | invoice | to         | net    | rate |
      | Support | Jane Smith | 500.00 | 0    |
    When I try to link the invoice "Support" to "INV-0500"
    Then I am told "documents differ"
    When I link the invoice "Support" to "INV-0500", because "a rebate that Hubflo does not know"
    Then nothing needs me
    And Xero has 2 invoices

  Scenario: What nobody knows, or what is another's already, is not linked
    Given Hubflo issues these invoices at once:
      | invoice | to         | rate | net     |
      | Support | Ben Brown  | 0    | 1080.00 |
    When I try to link the invoice "Support" to "INV-9999"
    Then I am told "document unknown"
    When I try to link the invoice "Support" to the document of "Website"
    Then I am told "document taken"

  Scenario: Unlinked, both stay as they are, and only a person moves it on
    When I unlink the invoice "Website", because "it is the wrong one"
    And 2 hours pass
    Then these questions need me:
      | question | held |
      | unlinked | 1    |
    And Xero was written to 0 times
    And Xero has 1 invoice
    When I release the invoice "Website", because "send it anew"
    Then these invoices are in Xero:
      | invoice | number        | linked |
      | Website | placeholder A | False  |
      | Website | placeholder B | True   |
