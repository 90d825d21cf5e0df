Feature: Questions
  What nobody can decide by rule is held, with a sentence, until a person answers or its cause is gone.
  One cause is one question. Answers are kept.

  Scenario Outline: A person's answer releases it at once
    Given a question "<question>" about "Jane Smith"
    And Hubflo and Xero are connected
    When I answer for "<who>": <answer>
    Then nothing needs me
    And <outcome>

    Examples:
      | question              | who        | answer                      | outcome                              |
      | email other name      | Jane Smith | link "Gareth Pugh"          | Hubflo has 1 contact                 |
      | email other name      | Jane Smith | new                         | Hubflo has 2 contacts                |
      | email other name      | Jane Smith | leave out                   | Hubflo has 1 contact                 |
      | name other email      | Jane Smith | link "jane@other.example"   | Hubflo has 1 contact                 |
      | name other email      | Jane Smith | new, called "Jane Smith II" | Hubflo has 2 contacts                |
      | name other email      | Jane Smith | leave out                   | Hubflo has 1 contact                 |
      | person ambiguous      | Jane Smith | new                         | Hubflo has 3 contacts                |
      | person ambiguous      | Jane Smith | leave out                   | Hubflo has 2 contacts                |
      | company ambiguous     | Acme Ltd   | leave out                   | Hubflo has no contacts               |
      | company ambiguous     | Acme Ltd   | new, in the company "ACME"  | Hubflo has 2 companies               |
      | portal refused        | Jane Smith | leave out                   | Hubflo has no contacts               |

  Scenario Outline: A change in Xero releases it within the hour
    Given a question "<question>" about "Jane Smith"
    And Hubflo and Xero are connected
    When in Xero the <field> of "<who>" becomes "<value>"
    And 1 hour passes
    Then nothing needs me

    Examples:
      | question          | who        | field      | value               |
      | email other name  | Jane Smith | email      | jane@own.example    |
      | name other email  | Jane Smith | email      | jane@other.example  |
      | company ambiguous | Acme Ltd   | name       | ACME                |
      | portal refused    | Jane Smith | email      | jane@own.example    |

  Scenario: Who is not to come over any more is no question
    Given a question "person ambiguous" about "Jane Smith"
    And Hubflo and Xero are connected
    When in Xero "Jane Smith" is archived
    And 1 hour passes
    Then nothing needs me

  Scenario Outline: A change in Hubflo releases it in the night
    Given a question "<question>" about "Jane Smith"
    And Hubflo and Xero are connected
    When in Hubflo <change>
    And the night passes
    Then nothing needs me

    Examples:
      | question          | change                                                                    |
      | email other name  | the last name of "Gareth Pugh" becomes "Smith"                            |
      | email other name  | the email of "Gareth Pugh" becomes "gareth@pugh.example"                  |
      | name other email  | the email of "Jane Smith" becomes "jane@smith.example"                    |
      | name other email  | the email of "Jane Smith" becomes ""                                      |
      | name other email  | the last name of "Jane Smith" becomes "Jones"                             |
      | person ambiguous  | the last name of "jane@smith.example" becomes "Jones"                     |
      | company ambiguous | the company "ACME" becomes "Acme Holding"                                 |

  Scenario: A question stays while its cause stays, and is asked only once
    Given a question "name other email" about "Jane Smith"
    And Hubflo and Xero are connected
    When 1 day passes
    Then these questions need me:
      | question         | held |
      | name other email | 1    |
    And the story of "Jane Smith" says "held" 1 time

  Scenario: One cause is one question, whoever it holds
    Given one email on 3 customers
    When Hubflo and Xero are connected
    Then these questions need me:
      | question         | held |
      | email on several | 3    |

  Scenario: One person with the first company
    Given one email on 3 customers
    And Hubflo and Xero are connected
    When I answer for "Orchard Lets": new
    And I answer for "Orchard Holdings": link "info@orchard.example"
    And I answer for "Orchard Gardens": link "info@orchard.example"
    Then nothing needs me
    And Hubflo has these contacts:
      | name          | company      |
      | Paula Orchard | Orchard Lets |

  Scenario: A person each
    Given one email on 3 customers
    And Hubflo and Xero are connected
    When I answer for "Orchard Lets": new
    And I answer for "Orchard Holdings": new
    And I answer for "Orchard Gardens": new
    Then nothing needs me
    And Hubflo has 3 contacts

  Scenario: All but one left out, and the one goes by itself
    Given one email on 3 customers
    And Hubflo and Xero are connected
    When I answer for "Orchard Holdings": leave out
    And I answer for "Orchard Gardens": leave out
    Then nothing needs me
    And Hubflo has these contacts:
      | name          | company      |
      | Paula Orchard | Orchard Lets |

  Scenario: Emails of their own in Xero dissolve the question for all of them
    Given one email on 3 customers
    And Hubflo and Xero are connected
    When in Xero the email of "Orchard Holdings" becomes "holdings@orchard.example"
    And in Xero the email of "Orchard Gardens" becomes "gardens@orchard.example"
    And in Xero the first name of "Orchard Holdings" becomes "Priscilla"
    And 1 hour passes
    Then nothing needs me
    And Hubflo has 3 contacts

  Scenario: A customer who later comes with the email of somebody linked is asked about
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Hubflo and Xero are connected
    When Xero has these contacts:
      | name      | person    | email              |
      | Smith Ltd | Ben Brown | jane@smith.example |
    And 1 hour passes
    Then the contacts stand so:
      | contact    | stands    | because          |
      | Jane Smith | created   | created by us    |
      | Smith Ltd  | needs you | email on several |

  Scenario: The Hubflo contact that an answer names is gone
    Given a question "name other email" about "Jane Smith"
    And Hubflo and Xero are connected
    When I answer for "Jane Smith": link "jane@other.example", who is deleted in Hubflo meanwhile
    Then these questions need me:
      | question              | held |
      | answer without person | 1    |
    When I answer for "Jane Smith": new
    Then nothing needs me

  Scenario: The Hubflo company that an answer names is gone
    Given a question "company ambiguous" about "Jane Smith"
    And Hubflo and Xero are connected
    When I answer for "Acme Ltd": in the company "ACME", which is gone from the books meanwhile
    Then these questions need me:
      | question               | held |
      | answer without company | 1    |
    When I answer for "Acme Ltd": new, in the company "Acme Limited"
    Then nothing needs me

  Scenario: The Hubflo contact that an answer names is put back
    Given a question "name other email" about "Jane Smith"
    And Hubflo and Xero are connected
    When I answer for "Jane Smith": link "jane@other.example", who is deleted in Hubflo meanwhile
    And it is put back in Hubflo
    And the night passes
    Then nothing needs me
    And the contacts stand so:
      | contact    | stands | because     | in Hubflo  |
      | Jane Smith | linked | your answer | Jane Smith |

  Scenario Outline: Whom we linked is deleted in Hubflo, and a person says what then
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Hubflo and Xero are connected
    When in Hubflo "Jane Smith" is deleted
    And in Xero the phone of "Jane Smith" becomes "0113 496 0002"
    And 1 hour passes
    Then these questions need me:
      | question    | held |
      | person gone | 1    |
    When I answer for "Jane Smith": <answer>
    Then nothing needs me
    And <outcome>

    Examples:
      | answer    | outcome                |
      | new       | Hubflo has 1 contact   |
      | leave out | Hubflo has no contacts |

  Scenario: Whom we linked is deleted in Hubflo and put back
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Hubflo and Xero are connected
    When in Hubflo "Jane Smith" is deleted
    And in Xero the phone of "Jane Smith" becomes "0113 496 0002"
    And 1 hour passes
    And it is put back in Hubflo
    And the night passes
    Then nothing needs me
    And in Hubflo the phone of "Jane Smith" is "0113 496 0002"

  Scenario: An answer is kept
    Given a question "email other name" about "Jane Smith"
    And Hubflo and Xero are connected
    When I answer for "Jane Smith": leave out
    And 1 day passes
    Then the contacts stand so:
      | contact    | stands   | because         |
      | Jane Smith | left out | left out by you |
    And nothing needs me

  Scenario: Another answer replaces the first
    Given a question "email other name" about "Jane Smith"
    And Hubflo and Xero are connected
    When I answer for "Jane Smith": leave out
    And I answer for "Jane Smith": new
    Then the contacts stand so:
      | contact    | stands  |
      | Jane Smith | created |

  Scenario Outline: An answer that cannot be is refused
    Given a question "person ambiguous" about "Jane Smith"
    And Xero has the customer "Ben Brown" with the email "ben@brown.example"
    And Hubflo and Xero are connected
    When I try to answer for "<who>": <answer>
    Then I am told "<problem>"

    Examples:
      | who        | answer              | problem        |
      | Nobody     | new                 | who unknown    |
      | Jane Smith | link "Nobody"       | person unknown |
      | Jane Smith | link "Jane Smith"   | person several |
      | Jane Smith | new, called "Jane"  | name needs two |
      | Ben Brown  | new                 | contact linked |

  Scenario: Many are answered in a spreadsheet
    Given one email on 3 customers
    And Hubflo and Xero are connected
    When I run "hubflo-xero contacts review --out questions.csv"
    Then it says "3 questions written"
    And each row of "questions.csv" holds a sentence with "info@orchard.example"
    When I answer in "questions.csv":
      | name             | answer                     |
      | Orchard Lets     | new                        |
      | Orchard Holdings | leave out                  |
      | Orchard Gardens  | new: Dean Orchard          |
    And I run "hubflo-xero contacts review --in questions.csv"
    And I run "hubflo-xero contacts import"
    Then nothing needs me
    And Hubflo has these contacts:
      | name          | company         |
      | Paula Orchard | Orchard Lets    |
      | Dean Orchard  | Orchard Gardens |

  Scenario: Either every answer of a spreadsheet is taken, or none
    Given one email on 3 customers
    And Hubflo and Xero are connected
    When I run "hubflo-xero contacts review --out questions.csv"
    And I answer in "questions.csv":
      | name             | answer       |
      | Orchard Lets     | new          |
      | Orchard Holdings | link: nobody |
    And I run "hubflo-xero contacts review --in questions.csv"
    Then it ends with status 2
    And it says "[person-unknown]"
    And these questions need me:
      | question         | held |
      | email on several | 3    |

  Scenario: What looks like a formula stays text in a spreadsheet
    Given Xero has these contacts:
      | name            | person    | email            |
      | =SUM(A1:A9) Ltd | Max Cell  | max@cell.example |
    And Hubflo has these contacts:
      | name     | email            |
      | Una Flag | max@cell.example |
    And Hubflo and Xero are connected
    When I run "hubflo-xero contacts review --out questions.csv"
    Then no cell of "questions.csv" begins like a formula
