<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActivityPage</name>
    <message numerus="yes">
        <source>%n question(s) sent</source>
        <translation>
            <numerusform>%n question sent</numerusform>
            <numerusform>%n questions sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) masked</source>
        <translation>
            <numerusform>%n value masked</numerusform>
            <numerusform>%n values masked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tool(s) seen</source>
        <translation>
            <numerusform>%n tool seen</numerusform>
            <numerusform>%n tools seen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportRow</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message numerus="yes">
        <source>%n item(s) masked</source>
        <translation>
            <numerusform>%n item masked</numerusform>
            <numerusform>%n items masked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoundPage</name>
    <message numerus="yes">
        <source>%n tool(s)</source>
        <translation>
            <numerusform>%n tool</numerusform>
            <numerusform>%n tools</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MaskedButton</name>
    <message numerus="yes">
        <source>%n item(s) will be masked</source>
        <translation>
            <numerusform>%n item will be masked</numerusform>
            <numerusform>%n items will be masked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) masked</source>
        <translation>
            <numerusform>%n item masked</numerusform>
            <numerusform>%n items masked</numerusform>
        </translation>
    </message>
</context>
</TS>
