Feature: Tax choices
  One percentage is not a tax: 0 % is zero-rated, exempt, export or nothing, each in another box of the return.
  The tax of a line is decided by rules in an order, the first hit wins, and it is told which. Else it is asked.

  Background:
    Given Hubflo and Xero are connected, and invoices go over from today
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
      | Ben Brown  | ben@brown.example  |

  # --- The rules, each once ---

  Scenario: The tax of the revenue account, where its rate is the line's
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then the tax of the invoice "Website" was chosen by "account tax"

  Scenario: The only active sales tax of that rate
    When Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Website | Jane Smith | 5    |
    Then the tax of the invoice "Website" was chosen by "rate alone"
    And in Xero the invoice "Website" has these lines:
      | tax type |
      | RROUTPUT |

  Scenario: The customer's own tax in Xero, where its rate is the line's
    Given Hubflo issues the invoice "Before" to "Jane Smith"
    And Xero gets the tax rate "20% (Export desk)" of 20.0 %
    And in Xero the tax of sales to "Jane Smith" is TAX200
    And 1 hour passes
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then the tax of the invoice "Website" was chosen by "contact default"
    When Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Support | Jane Smith | 5    |
    Then the tax of the invoice "Support" was chosen by "rate alone"

  Scenario: A person's answer for this invoice
    Given Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Website | Jane Smith | 0    |
      | Support | Jane Smith | 0    |
    When I choose the tax ZERORATEDOUTPUT for the invoice "Website", for this invoice
    Then the tax of the invoice "Website" was chosen by "answer for invoice"
    And these questions need me:
      | question          | held |
      | tax choice needed | 1    |

  Scenario: A person's answer for this customer
    Given Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Website | Jane Smith | 0    |
      | Support | Jane Smith | 0    |
      | Other   | Ben Brown  | 0    |
    When I choose the tax EXEMPTOUTPUT for the invoice "Website", for this customer
    Then the tax of the invoice "Support" was chosen by "answer for customer"
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |
      | Support | linked |
      | Other   | held   |
    When Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Later   | Jane Smith | 0    |
    Then in Xero the invoice "Later" has these lines:
      | tax type     |
      | EXEMPTOUTPUT |

  Scenario: A person's answer for always, which is for customers of that place and lines of that kind
    Given Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Website | Jane Smith | 0    |
      | Other   | Ben Brown  | 0    |
    When I choose the tax ZERORATEDOUTPUT for the invoice "Website", for always
    Then the tax of the invoice "Website" was chosen by "connection rule"
    And the tax of the invoice "Other" was chosen by "connection rule"
    And nothing needs me

  # --- Their order ---

  Scenario: What is nearer to the invoice wins
    Given Hubflo issues these invoices at once:
      | invoice  | to         | rate |
      | Always   | Ben Brown  | 0    |
      | Customer | Jane Smith | 0    |
      | Invoice  | Jane Smith | 0    |
    When I choose the tax EXEMPTOUTPUT for the invoice "Invoice", for this invoice
    And I choose the tax ECZROUTPUTSERVICES for the invoice "Customer", for this customer
    And I choose the tax ZERORATEDOUTPUT for the invoice "Always", for always
    Then the tax of the invoice "Invoice" was chosen by "answer for invoice"
    And the tax of the invoice "Customer" was chosen by "answer for customer"
    And the tax of the invoice "Always" was chosen by "connection rule"
    When Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Later   | Jane Smith | 0    |
    Then the tax of the invoice "Later" was chosen by "answer for customer"

  # --- 0 % ---

  Scenario: 0 % is never decided by its rate alone, however few there are
    Given in Xero the tax rate "ZERORATEDOUTPUT" is deleted
    And in Xero the tax rate "EXEMPTOUTPUT" is deleted
    And in Xero the tax rate "ECZROUTPUT" is deleted
    And in Xero the tax rate "ECZROUTPUTSERVICES" is deleted
    And in Xero the tax rate "DRCHARGESUPPLY20" is deleted
    And 1 hour passes
    When Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Website | Jane Smith | 0    |
    Then these questions need me:
      | question          | held | count |
      | tax choice needed | 1    | 1     |
    And no invoice is in Xero

  Scenario: An account whose own tax is 0 % decides it
    Given in Xero the account 200 has the tax ZERORATEDOUTPUT
    And 1 hour passes
    When Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Website | Jane Smith | 0    |
    Then the tax of the invoice "Website" was chosen by "account tax"

  Scenario: A tax that is no sales tax of that rate cannot be chosen
    Given Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Website | Jane Smith | 0    |
    When I try to choose the tax OUTPUT2 for the invoice "Website", for always
    Then I am told "tax not offered"

  # --- Rates that are there twice, missing, or no more ---

  Scenario: A rate that is there twice is asked about
    Given Xero gets the tax rate "5% (Other desk)" of 5 %
    And 1 hour passes
    When Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Website | Jane Smith | 5    |
    Then these questions need me:
      | question          | held | count |
      | tax choice needed | 1    | 2     |
    When I choose the tax RROUTPUT for the invoice "Website", for always
    Then nothing needs me

  Scenario: A rate that Xero lacks is added there, and what waits for it goes by itself
    Given Hubflo issues these invoices at once:
      | invoice  | to         | rate |
      | Catering | Jane Smith | 5.5  |
      | Lunch    | Ben Brown  | 5.5  |
    Then these questions need me:
      | question         | held | rate |
      | tax rate missing | 2    | 5.5  |
    When Xero gets the tax rate "Catering" of 5.5 %
    And 11 minutes pass
    Then nothing needs me
    And these invoices are in Xero:
      | invoice  |
      | Catering |
      | Lunch    |

  Scenario: An answer does not outlive its tax
    Given Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Website | Jane Smith | 0    |
    And I choose the tax EXEMPTOUTPUT for the invoice "Website", for always
    When in Xero the tax rate "EXEMPTOUTPUT" is deleted
    And 10 minutes pass
    And Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Support | Jane Smith | 0    |
    Then these questions need me:
      | question          | held |
      | tax choice needed | 1    |

  Scenario: Who charges no tax at all sends no tax
    Given in Xero the books are charging no tax
    And 10 minutes pass
    When Hubflo issues these invoices at once:
      | invoice | to         | rate |
      | Website | Jane Smith | 0    |
    Then these invoices are in Xero:
      | invoice | amounts | tax  | total  |
      | Website | no tax  | 0.00 | 900.00 |
    And the tax of the invoice "Website" was chosen by "pays no tax"
