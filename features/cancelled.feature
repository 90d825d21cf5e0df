Feature: Cancelled in Hubflo
  What was cancelled before it was sent is never sent. After that nobody but a person undoes it in Xero.

  Background:
    Given Hubflo and Xero are connected, and invoices go over from today
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |

  Scenario Outline: Before it was sent
    Given Hubflo calls what is cancelled "<word>"
    And Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Website | Jane Smith | 0    |
    When in Hubflo the invoice "Website" is cancelled
    Then the invoices stand so:
      | invoice | stands              |
      | Website | cancelled at source |
    And nothing needs me
    And no invoice is in Xero

    Examples:
      | word      |
      | cancelled |
      | canceled  |

  Scenario: Before anybody looked
    Given Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Website | Jane Smith |
    And in Hubflo the invoice "Website" is cancelled, and nobody looked yet
    When Hubflo tells of the invoice "Website" 1 time at once
    And 10 minutes pass
    Then no invoice is in Xero
    And the invoices stand so:
      | invoice | stands              |
      | Website | cancelled at source |

  Scenario Outline: While it is on its way
    Given Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Website | Jane Smith |
    When directly after "Website" was <step>, in Hubflo it is cancelled
    And 10 minutes pass
    Then these questions need me:
      | question            | held |
      | cancelled in hubflo | 1    |
    And Xero has 1 invoice

    Examples:
      | step    |
      | created |
      | proven  |

  Scenario Outline: After it was sent it needs me while Xero disagrees, and closes by itself
    Given Hubflo calls what is cancelled "<word>"
    And Hubflo issues the invoice "Website" to "Jane Smith"
    And in Xero the invoice "Website" <before>
    And 10 minutes pass
    When in Hubflo the invoice "Website" is cancelled
    Then these questions need me:
      | question            | held | status   |
      | cancelled in hubflo | 1    | <status> |
    And the invoices stand so:
      | invoice | stands              |
      | Website | cancelled at source |
    When in Xero the invoice "Website" <deed>
    And 10 minutes pass
    Then nothing needs me

    Examples:
      | word      | before                | status   | deed       |
      | cancelled | is approved           | approved | is voided  |
      | canceled  | is sent back to draft | draft    | is deleted |

  Scenario: What is removed from Xero after it was cancelled is told
    Given Hubflo issues the invoice "Website" to "Jane Smith"
    When in Hubflo the invoice "Website" is cancelled
    And in Xero the invoice "Website" is deleted
    And 10 minutes pass
    Then the story of the invoice "Website" says "document removed" 1 time

  Scenario: What was deleted in Xero before is no question
    Given Hubflo issues the invoice "Website" to "Jane Smith"
    And in Xero the invoice "Website" is deleted
    And 10 minutes pass
    When in Hubflo the invoice "Website" is cancelled
    Then nothing needs me
    And the story of the invoice "Website" says "invoice cancelled" 1 time
